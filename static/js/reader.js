// Comforts of reading: choices that hold at once, a place in the text that outlives them, keys.
// Links do all of it too.
"use strict";

{
  const root = document.documentElement;
  const find = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const focused = (selector) => document.activeElement?.closest(selector);

  // The reader's place in the text

  /** Where the text begins: below the heads of the columns, where they stick. */
  const line = () => {
    const heads = find(".both .heads");
    return heads && getComputedStyle(heads).position === "sticky" ? heads.offsetHeight : 0;
  };
  const top = (block) => block.getBoundingClientRect().top;
  const isSeen = (block, edge = line()) =>
    block && top(block) < innerHeight && top(block) + block.offsetHeight > edge;

  /** The paragraph that reader or address points at, while it is seen. */
  function pointed() {
    const within = focused(".block") ?? focused(".cell")?.querySelector(".block");
    return [within, ...all(".block:target, .block.marked")].find((block) => isSeen(block));
  }

  /** Where the reader is: a paragraph, its distance from the top, and how much of it is passed. */
  function place() {
    const edge = line();
    const seen = all(".block").filter((one) => isSeen(one, edge) && top(one) < innerHeight / 2);
    const block = pointed() ?? seen.find((one) => top(one) >= edge) ?? seen[0];
    if (!block) return null;
    const part = Math.max(0, (edge - top(block)) / block.offsetHeight);
    return { id: block.id, same: block.dataset.same ?? "", top: top(block), part };
  }

  /** Brings a place back to where it was in the window. */
  function restore(place) {
    const block = place && document.getElementById(place.id);
    if (!block) return;
    const wanted = place.part ? line() - place.part * block.offsetHeight : place.top;
    scrollBy(0, top(block) - wanted);
    return block;
  }

  /** Lets a link to the same document in another view open at the reader's place. */
  function carry(link) {
    const here = place();
    if (!here) return;
    const address = new URL(link.href);
    const view = address.searchParams.get("view");
    const isShown = (id) => id.replace(/\d+$/, "") === (view === "en" ? "p" : view);
    here.id = here.same.split(" ").find(isShown) ?? here.id;
    address.hash = here.id;
    link.href = address;
    try {
      sessionStorage.setItem("reading-room", JSON.stringify({ ...here, at: link.href }));
    } catch {
      // The page still opens at the paragraph.
    }
  }

  try {
    const left = JSON.parse(sessionStorage.getItem("reading-room"));
    sessionStorage.removeItem("reading-room");
    if (left?.at === location.href) {
      const block = restore(left);
      // The browser has yet to go there; it is to leave the same room above.
      block.style.scrollMarginTop = `${top(block)}px`;
    }
  } catch {
    // Nothing was left.
  }

  // What is read keeps its place in a window of another width.
  let last = place();
  let width = innerWidth;
  let soon;
  addEventListener("scroll", () => {
    clearTimeout(soon);
    soon = setTimeout(() => (last = innerWidth === width ? place() : last), 100);
  });
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    restore(last);
  });

  // The panel of choices

  const panel = find("details.settings");

  /** Sets page and panel as remembered and keeps the reader's place. */
  function settle() {
    const here = place();
    choices.show();
    for (const link of all(".setting a")) {
      const value = root.dataset[link.closest(".setting").dataset.setting] ?? "";
      link.ariaCurrent = link.dataset.value === value ? "true" : null;
    }
    restore(here);
    last = here;
  }

  /** Takes a choice out of the page's address and its links. */
  function drop(name) {
    const without = ({ href }) => {
      const address = new URL(href);
      address.searchParams.delete(name);
      return address;
    };
    history.replaceState(history.state, "", without(location));
    for (const link of all(`a[href*="${name}="]:not([data-setting="${name}"] a)`)) {
      if (link.host === location.host) link.href = without(link);
    }
    for (const field of all(`input[type="hidden"][name="${name}"]`)) field.remove();
  }

  settle();
  addEventListener("click", (event) => {
    if (panel?.open && !panel.contains(event.target)) panel.open = false;
    const link = event.target.closest(".setting a, .views a, .masthead a[hreflang]");
    if (!link) return;
    const name = link.closest(".setting")?.dataset.setting;
    const isAside = event.ctrlKey || event.metaKey || event.shiftKey;
    // A view is another page, as is a choice that is not kept.
    if (!name || isAside || !choices.keep(name, link.dataset.value)) return carry(link);
    event.preventDefault();
    if (location.search.includes(`${name}=`)) drop(name);
    settle();
  });
  addEventListener("storage", settle);
  addEventListener("pageshow", settle);

  // Keys

  const list = find("dialog.keys");
  const told = find(".told");
  const follow = (link) => link?.click() ?? link;

  /** Follows the link behind the current one, or the first. */
  const turn = (links) => follow(links[links.findIndex((link) => link.ariaCurrent) + 1] ?? links[0]);

  /** Gives the focus to a paragraph or link, with room above. */
  function go(element) {
    if (!element) return null;
    if (!element.href) element.tabIndex = -1;
    element.focus({ preventScroll: true });
    scrollBy(0, top(element) - line() - innerHeight / 8);
    last = place();
    return element;
  }

  /** The paragraph before or after the reader's, in the reader's column. */
  function paragraph(by) {
    const here = pointed();
    const cell = here?.closest(".cell") ?? focused(".cell");
    const blocks = all(cell?.matches(".other") ? ".other .block" : ".first .block");
    if (here) return blocks[blocks.indexOf(here) + by];
    const isBelow = (block) => top(block) > line();
    return by > 0 ? blocks.find(isBelow) : blocks.findLast((block) => !isBelow(block));
  }

  /** The hit before or after: by the bar's link, else among results. */
  function hit(by) {
    const results = all(".results h2 a");
    const at = results.indexOf(focused(".result")?.querySelector("h2 a")) + by;
    return follow(find(`.hit-bar [data-step="${by}"]`)) ?? go(results[Math.max(at, 0)]);
  }

  const doing = {
    v: () => turn(all(".views a")),
    m: () => {
      const link = find(".mark.note") && turn(all('[data-setting="notes"] a'));
      if (link) told.textContent = `${link.closest(".setting").ariaLabel}: ${link.textContent}`;
      setTimeout(() => (told.textContent = ""), 3000);
      return link;
    },
    j: () => go(paragraph(1)),
    k: () => go(paragraph(-1)),
    n: () => hit(1),
    p: () => hit(-1),
    "[": () => follow(find(".neighbours .previous")),
    "]": () => follow(find(".neighbours .next")),
    "/": () => {
      const box = find('[role="search"] [type="search"]');
      box?.focus();
      box?.select();
      return box;
    },
    "?": () => list.showModal() ?? list,
  };

  /**
   * The key that was meant. A Korean layout writes jamo, which NFKC brings to one width; in other
   * scripts the place of the key counts.
   */
  function meant({ key = "", code = "" }) {
    const letter = key.normalize("NFKC").toLowerCase();
    if (letter <= "\x7f") return letter;
    const jamo = "\u1111\u1173\u1165\u1161\u116e\u1166".indexOf(letter);
    const place = { BracketLeft: "[", BracketRight: "]" }[code] ?? code.slice(3).toLowerCase();
    return "vmjknp"[jamo] ?? place;
  }

  const onOff = find(".keys input");
  onOff.checked = choices.remembered().keys !== "off";
  onOff.onchange = () => choices.keep("keys", onOff.checked ? "on" : "off");
  find(".keys-link").onclick = (event) => {
    event.preventDefault();
    list.showModal();
  };

  addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (key === "Escape" && panel?.open) {
      panel.open = false;
      panel.querySelector("summary").focus();
    }
    const isComposed = event.isComposing || event.keyCode === 229 || key === "Process";
    if (!onOff.checked || isComposed || event.defaultPrevented) return;
    // AltGr, with which some layouts write brackets, comes as Ctrl and Alt.
    const isBracket = /^[[\]]$/.test(key) && event.getModifierState("AltGraph");
    if ((event.ctrlKey || event.altKey || event.metaKey) && !isBracket) return;
    if (target.isContentEditable || target.closest?.("input, textarea, select, dialog")) return;
    const wanted = meant(event);
    if (/[a-z]/.test(wanted) && event.shiftKey) return;
    if (event.repeat && !"jk".includes(wanted)) return;
    if (Object.hasOwn(doing, wanted) && doing[wanted]()) event.preventDefault();
  });

  // Paper says when it was read.

  const date = () => {
    // The pages write a day before its month.
    const locale = root.lang === "en" ? "en-GB" : root.lang;
    const today = new Date().toLocaleDateString(locale, { dateStyle: "long" });
    for (const one of all(".read-on")) one.textContent = one.dataset.words.replace("%", today);
  };
  date();
  addEventListener("beforeprint", date);
}
