/** Where to go after signing in: a path of this site only, never another address. */
export function nextPath(search: URLSearchParams): string {
  const next = search.get('next') ?? '/';
  const target = new URL(next, window.location.origin);
  return next.startsWith('/') && target.origin === window.location.origin ? target.pathname + target.search : '/';
}
