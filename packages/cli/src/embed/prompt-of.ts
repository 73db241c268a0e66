/** A class's name as a prompt takes it: folders are called baby_cry, people say baby cry. */
export function promptOf(label: string): string {
  return label.replaceAll(/[_-]+/g, ' ').trim() || label
}
