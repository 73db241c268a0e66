import type { PickedFile } from '../engine/runs/run-source.ts'

/** All files of a drop, folders included, with their paths. */
export async function droppedFiles(items: DataTransferItemList): Promise<PickedFile[]> {
  // Entries and files are only there while the event is.
  const dropped = Array.from(items)
    .filter(({ kind }) => kind === 'file')
    .map((item) => item.webkitGetAsEntry() ?? item.getAsFile())
  const nested = await Promise.all(
    dropped.map(async (one) =>
      one instanceof File ? [{ path: one.name, blob: one }] : filesIn(one!),
    ),
  )
  return nested.flat()
}

/** Files of a chosen folder, or chosen one by one. */
export function chosenFiles(files: FileList): PickedFile[] {
  return Array.from(files, (blob) => ({ path: blob.webkitRelativePath || blob.name, blob }))
}

async function filesIn(entry: FileSystemEntry): Promise<PickedFile[]> {
  const path = entry.fullPath.replace(/^\//, '')
  if (entry.isFile) {
    const blob = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    )
    return [{ path, blob }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: FileSystemEntry[] = []
  for (;;) {
    // A folder is read in portions; an empty one is the end.
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (portion.length === 0) break
    found.push(...portion)
  }
  const nested = await Promise.all(found.map(filesIn))
  return nested.flat()
}
