// Puts what the reader chose onto the page before it is painted. It rests in the browser's storage,
// so no server hears of it. What an address chooses goes before: the server has set that already.

const choices = (() => {
  const known = {
    theme: ["light", "dark"],
    size: ["small", "large", "larger"],
    width: ["narrow", "wide"],
    notes: ["inline", "hidden"],
  };

  /** All that is remembered; nothing where the browser keeps nothing. */
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
    const { dataset } = document.documentElement;
    const address = new URLSearchParams(location.search);
    for (const [name, values] of Object.entries(known)) {
      if (values.includes(address.get(name))) continue;
      if (values.includes(chosen[name])) dataset[name] = chosen[name];
      else delete dataset[name];
    }
  };

  show();
  return { remembered, keep, show };
})();
