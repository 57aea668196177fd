// The look, before anything is painted: loaded in the head, not as a module, so that
// the page waits for it and never flashes. What was chosen in the settings holds; else
// what the system asks for.

{
  const root = document.documentElement;
  const bars = { light: "#0a4a52", dark: "#0f1615", sun: "#ffffff" };
  const system = [
    [matchMedia("(prefers-contrast: more)"), "sun"],
    [matchMedia("(prefers-color-scheme: dark)"), "dark"],
  ];

  /** What was chosen, where storage may be read. */
  const chosen = (name) => {
    try {
      return localStorage.getItem(`can-dung-${name}`);
    } catch {
      return null;
    }
  };

  const show = () => {
    const asked = system.find(([query]) => query.matches);
    const picked = chosen("theme");
    const theme = Object.hasOwn(bars, picked) ? picked : asked ? asked[1] : "light";
    root.setAttribute("data-theme", theme);
    root.setAttribute("data-text", chosen("text") ?? "100");
    document.querySelector('meta[name="theme-color"]').content = bars[theme];
  };

  show();
  for (const [query] of system) {
    query.addEventListener("change", show);
  }
  // Chosen in this window, and in another one.
  addEventListener("can-dung-look", show);
  addEventListener("storage", show);
}
