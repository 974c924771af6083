// Puts what the reader chose (theme, size and width of the text, notes) onto the page before it is
// painted. The choices rest in the browser's storage, never in a cookie, so no server hears of
// them. An address that carries a choice goes before: the server has set that one already.

const choices = (() => {
  const known = {
    theme: ["light", "dark"],
    size: ["small", "large", "larger"],
    width: ["narrow", "wide"],
    notes: ["inline", "hidden"],
  };

  /** All that is remembered; nothing where the browser keeps nothing for this site. */
  const remembered = () => {
    try {
      return JSON.parse(localStorage.getItem("reading-room")) ?? {};
    } catch {
      return {};
    }
  };

  /** Remembers a choice; tells whether the browser keeps it. */
  const keep = (name, value) => {
    try {
      localStorage.setItem("reading-room", JSON.stringify({ ...remembered(), [name]: value }));
      return true;
    } catch {
      return false;
    }
  };

  /** Sets the page as remembered. */
  const show = () => {
    const chosen = remembered();
    const address = new URLSearchParams(location.search);
    for (const [name, values] of Object.entries(known)) {
      if (values.includes(address.get(name))) continue;
      if (values.includes(chosen[name])) document.documentElement.dataset[name] = chosen[name];
      else delete document.documentElement.dataset[name];
    }
  };

  show();
  return { remembered, keep, show };
})();
