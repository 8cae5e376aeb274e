/**
 * The Word reader puts footnotes and endnotes in one list at the end, which would be the end of the last article. Each
 * is put under the paragraph, list or table that calls it, with its number: « [1] … ».
 */

/** Moves the notes; true when there were some. */
export function inlineNotes(body: Element): boolean {
  const calls = [...body.querySelectorAll('sup > a[href^="#footnote-"], sup > a[href^="#endnote-"]')];
  // Of several notes called from one block, the first must end nearest to it: hence the last is placed first.
  for (const call of calls.reverse()) {
    const note = body.ownerDocument.getElementById((call.getAttribute('href') ?? '').slice(1));
    const block = blockOf(call, body);
    if (note && block) block.after(...noteParagraphs(note, call.textContent ?? ''));
    call.replaceWith(...call.childNodes);
    note?.remove();
  }
  for (const list of [...body.children]) {
    if (/^(?:OL|DL)$/.test(list.tagName) && list.children.length === 0) list.remove();
  }
  return calls.length > 0;
}

function blockOf(call: Element, body: Element): Element | undefined {
  let block: Element = call;
  while (block.parentElement && block.parentElement !== body) block = block.parentElement;
  return block.parentElement === body ? block : undefined;
}

function noteParagraphs(note: Element, label: string): Element[] {
  for (const back of note.querySelectorAll('a[href^="#footnote-ref-"], a[href^="#endnote-ref-"]')) back.remove();
  const paragraphs = [...note.children].filter((child) => (child.textContent ?? '').trim() !== '');
  paragraphs[0]?.prepend(`${label} `);
  return paragraphs;
}
