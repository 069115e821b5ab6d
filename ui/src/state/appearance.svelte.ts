// Light, dark, or as this laptop is set. Kept on this laptop; it is no matter of the newsroom.

export type Theme = 'light' | 'dark' | 'laptop';
const KEPT_AS = 'stet.theme';

class Appearance {
  theme = $state<Theme>('laptop');
  private readonly laptopIsDark = matchMedia('(prefers-color-scheme: dark)');

  start() {
    const kept = localStorage.getItem(KEPT_AS);
    if (kept === 'light' || kept === 'dark') this.theme = kept;
    this.laptopIsDark.addEventListener('change', () => this.show());
    this.show();
  }

  choose(theme: Theme) {
    this.theme = theme;
    localStorage.setItem(KEPT_AS, theme);
    this.show();
  }

  private show() {
    const dark = this.theme === 'dark' || (this.theme === 'laptop' && this.laptopIsDark.matches);
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  }
}

export const appearance = new Appearance();
