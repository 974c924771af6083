// A button beside each citation that copies it, and one beside selected words that copies them with
// their reference. The words come from the element that loads the script.

const said = document.currentScript.dataset;

/** Puts text, where the browser can also formatted, into the clipboard. */
async function copy(text, html) {
  // The clipboard is open only to pages that came by https or from this host.
  if (navigator.clipboard?.write && html) {
    const form = (type, words) => ({ [type]: new Blob([words], { type }) });
    const item = new ClipboardItem({ ...form("text/plain", text), ...form("text/html", html) });
    return navigator.clipboard.write([item]);
  }
  if (navigator.clipboard?.writeText) return navigator.clipboard.writeText(text);
  const put = (event) => {
    event.clipboardData.setData("text/plain", text);
    if (html) event.clipboardData.setData("text/html", html);
    event.preventDefault();
  };
  document.addEventListener("copy", put, { once: true });
  const done = document.execCommand("copy");
  document.removeEventListener("copy", put);
  if (!done) throw new Error("not copied");
}

/** A button that does something and then says for a while whether it is done. */
function button(words, doing) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "copy";
  made.textContent = words;
  made.addEventListener("click", async () => {
    try {
      await doing();
      made.textContent = said.copied;
    } catch {
      made.textContent = said.failed;
    }
    setTimeout(() => (made.textContent = words), 2500);
  });
  return made;
}

// Citations

for (const citation of document.querySelectorAll(".citation")) {
  const words = () => citation.querySelector(".citation-words");
  const made = button(said.copy, () => copy(words().textContent.trim(), words().innerHTML.trim()));
  made.setAttribute("aria-label", `${said.copy}: ${citation.dataset.style}`);
  citation.querySelector("dd").append(made);
}

// Selected words

/** The block of a text that a node stands in. */
function blockOf(node) {
  return (node.closest ? node : node.parentElement)?.closest(".rows .block");
}

/** The selected words with the first and the last block that they stand in, if there are any. */
function chosen() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const first = blockOf(range.startContainer);
  const last = blockOf(range.endContainer) ?? first;
  const words = selection.toString().trim();
  return first && words ? { range, first, last, words } : null;
}

/** The archival note of the paragraphs from the first block to the last. */
async function reference(first, last) {
  const place = new URL(first.querySelector("a.number").href);
  const asked = new URL(`${place.pathname}.json${place.search}`, place);
  if (last !== first && last.id.replace(/\d+$/, "") === first.id.replace(/\d+$/, "")) {
    asked.searchParams.set("to", last.id.replace(/^\D+/, ""));
  }
  const answer = await fetch(asked);
  if (!answer.ok) return place.href;
  return (await answer.json()).citations["archival-note"];
}

/** A quotation and the attribution that stands under it go together: who copies words of one alone
 * gets the other whole. */
function together({ first, last, words }) {
  const other = first === last && document.getElementById(first.dataset.with);
  if (!other) return { first, last, quoted: `“${words}”` };
  const whole = other.querySelector(".words").innerText.trim();
  const isBefore = other.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING;
  return isBefore
    ? { first: other, last: first, quoted: `${whole}\n${words}` }
    : { first, last: other, quoted: `“${words}”\n${whole}` };
}

const beside = button(said.withReference, async () => {
  const { first, last, quoted } = together(chosen());
  await copy(`${quoted}\n\n${await reference(first, last)}`);
});
beside.classList.add("beside-selection");
beside.hidden = true;
// The words stay selected when the button is pressed.
beside.addEventListener("pointerdown", (event) => event.preventDefault());

/** Shows the button at the end of what is selected, or hides it. */
function offer() {
  if (document.activeElement === beside) return;
  const found = chosen();
  beside.hidden = !found;
  if (!found) return;
  // In the order of the page, so that the next Tab reaches it.
  if (found.last.lastElementChild !== beside) found.last.append(beside);
  const block = found.last.getBoundingClientRect();
  const parts = found.range.getClientRects();
  const end = parts[parts.length - 1] ?? block;
  beside.style.top = `${end.bottom - block.top + 6}px`;
  const room = document.documentElement.clientWidth - beside.offsetWidth - 8;
  beside.style.left = `${Math.min(Math.max(end.right - beside.offsetWidth, 8), room) - block.left}px`;
}

let soon;
document.addEventListener("selectionchange", () => {
  clearTimeout(soon);
  soon = setTimeout(offer, 150);
});
