/**
 * `Content-Disposition` for a download: a plain name for old clients, the real one in UTF-8 (RFC 6266). A title holds what
 * people wrote, so whatever could end the header, or climb out of a folder, is replaced.
 */
export function attachment(title: string, extension: string): string {
  const safe =
    title
      .replace(/[\p{Cc}\p{Cf}\p{Cs}/\\:*?"<>|]+/gu, ' ')
      .replace(/\s+/gu, ' ')
      .trim()
      .slice(0, 100) || 'entente';
  const name = `${safe}.${extension}`;
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\x20-\x7e]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
