// A content hash as people read it: its first sixteen digits in fours.

export function fingerprint(hash: string): string {
  return hash.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ');
}
