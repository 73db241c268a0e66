import type { ColumnMetaData, DataReader, PageHeader, SchemaTree } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { parquetHeader } from 'hyparquet/src/column.js'
import { convert, convertWithDictionary, DEFAULT_PARSERS } from 'hyparquet/src/convert.js'
import { decompressPage, readDataPage, readDataPageV2 } from 'hyparquet/src/datapage.js'
import { readPlain } from 'hyparquet/src/plain.js'
import { getMaxDefinitionLevel } from 'hyparquet/src/schema.js'
import type { ByteSource } from '../byte-source.ts'
import { DataError } from '../errors.ts'

/** One page: an entry is a value, or stands for a null or for a list that is null or empty. */
export interface Page {
  readonly values: ArrayLike<number>
  /** Whether an entry begins a row of the table. */
  startsRow(index: number): boolean
  isNull(index: number): boolean
  readonly hasNulls: boolean
}

/** Where a page lies and which entries of the chunk it holds. */
export interface PagePlace {
  readonly header: PageHeader
  readonly bodyStart: number
  readonly firstEntry: number
  readonly count: number
}

/**
 * One float column of one row group, page by page. The parquet reader's own API decodes a whole
 * row group into one array per row; at a million rows per group, which is pandas's default, that
 * does not fit in memory, so this uses its page decoder.
 */
export interface ColumnChunk {
  places(): Promise<readonly PagePlace[]>
  decode(place: PagePlace): Promise<Page>
}

export function openColumnChunk(
  source: ByteSource,
  metadata: ColumnMetaData,
  schemaPath: SchemaTree[],
): ColumnChunk {
  const { element } = schemaPath.at(-1)!
  const decoder = {
    pathInSchema: metadata.path_in_schema,
    type: metadata.type,
    codec: metadata.codec,
    parsers: DEFAULT_PARSERS,
    element,
    schemaPath,
    compressors,
  }
  const full = getMaxDefinitionLevel(schemaPath)
  let found: Promise<{ dictionary: PagePlace | undefined; data: PagePlace[] }> | undefined
  const scan = () => (found ??= findPages(source, metadata))
  let loaded: ReturnType<typeof readDictionary> | undefined
  const dictionary = () => (loaded ??= readDictionary())

  async function readDictionary() {
    const place = (await scan()).dictionary
    if (!place) return undefined
    const { header } = place
    const bytes = await body(place)
    const page = decompressPage(bytes, header.uncompressed_page_size, decoder.codec, compressors)
    const reader = { view: new DataView(page.buffer, page.byteOffset, page.length), offset: 0 }
    const count = header.dictionary_page_header!.num_values
    return convert(readPlain(reader, decoder.type, count, element.type_length), decoder)
  }

  const body = ({ bodyStart, header }: PagePlace) =>
    source.read(bodyStart, header.compressed_page_size)

  return {
    places: async () => (await scan()).data,
    async decode(place) {
      const { header } = place
      const bytes = await body(place)
      const v1 = header.data_page_header
      const { definitionLevels, repetitionLevels, dataPage } = v1
        ? readDataPage(
            decompressPage(bytes, header.uncompressed_page_size, decoder.codec, compressors),
            v1,
            decoder,
          )
        : readDataPageV2(bytes, header, decoder)
      const encoding = (v1 ?? header.data_page_header_v2!).encoding
      const words = encoding.endsWith('_DICTIONARY') ? await dictionary() : undefined
      const isNull = (index: number) => (definitionLevels?.[index] ?? full) < full
      return {
        // The column is FLOAT, DOUBLE or FLOAT16, whose values all come as numbers.
        values: convertWithDictionary(dataPage, words, encoding, decoder) as ArrayLike<number>,
        startsRow: (index) => repetitionLevels[index] === 0,
        isNull,
        hasNulls: definitionLevels?.some((_, index) => isNull(index)) ?? false,
      }
    },
  }
}

/** Walks from page header to page header; bodies are not read. */
async function findPages(source: ByteSource, metadata: ColumnMetaData) {
  const data = Number(metadata.data_page_offset)
  // Some writers leave the dictionary's offset at zero where there is none.
  const start = Math.min(data, Number(metadata.dictionary_page_offset || data))
  const end = start + Number(metadata.total_compressed_size)
  const pages: PagePlace[] = []
  let dictionary: PagePlace | undefined
  let firstEntry = 0
  for (let at = start; at < end;) {
    const { header, length } = await readPageHeader(source, at, end)
    const bodyStart = at + length
    const count = (header.data_page_header ?? header.data_page_header_v2)?.num_values ?? 0
    const place = { header, bodyStart, firstEntry, count }
    if (header.type === 'DICTIONARY_PAGE') dictionary = place
    else if (count > 0) pages.push(place)
    firstEntry += count
    at = bodyStart + header.compressed_page_size
  }
  return { dictionary, data: pages }
}

async function readPageHeader(source: ByteSource, at: number, end: number) {
  // A header is some dozens of bytes, more where it carries statistics of long values.
  for (let size = 256; ; size *= 16) {
    const length = Math.min(size, end - at)
    const bytes = await source.read(at, length)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    const reader: DataReader = { view, offset: 0 }
    try {
      const header = parquetHeader(reader)
      if (!(header.compressed_page_size >= 0)) throw new DataError('a page has no size')
      return { header, length: reader.offset }
    } catch (error) {
      if (!(error instanceof RangeError) || length === end - at) throw error
    }
  }
}
