// The theme somebody chose, before the first paint; without a choice the system's holds.
try {
  const theme = localStorage.getItem('sortie.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden: then there is no choice to keep.
}
