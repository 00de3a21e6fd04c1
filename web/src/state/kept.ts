/** Small choices of this browser (language, colours, keys). A browser that keeps nothing still works. */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(`truceline.${name}`);
  } catch {
    return null;
  }
}

export function keep(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`truceline.${name}`);
    else localStorage.setItem(`truceline.${name}`, value);
  } catch {
    // private windows and strict settings keep nothing: the choice holds until the page is closed
  }
}
