// The only place that makes elements. Text becomes text nodes and nothing else: what comes from
// the network is never parsed as markup.

export const byId = (id) => document.getElementById(id);

/** An element with attributes and children; null children are left out. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === '') continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}

/** Sets an attribute only when it changes; null removes it. */
export function set(element, name, value) {
  if (value === null || value === undefined || value === false) {
    if (element.hasAttribute(name)) element.removeAttribute(name);
  } else if (element.getAttribute(name) !== String(value)) {
    element.setAttribute(name, value === true ? '' : String(value));
  }
}

/** Sets text only when it changes, so that nothing is read out or painted twice. */
export function text(element, value) {
  const next = String(value);
  if (element.textContent !== next) element.textContent = next;
}

/** For what the eye reads from a shape and a screen reader from words. */
export const hidden = (value) => el('span', { class: 'hidden' }, value);

/**
 * Keeps one child for each key, in order, and lets `update` fill it: an element that has the
 * focus or is open stays the same one.
 */
export function keyed(parent, items, keyOf, create, update) {
  const kept = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let place = parent.firstElementChild;
  for (const item of items) {
    const key = String(keyOf(item));
    let child = kept.get(key);
    if (child) kept.delete(key);
    else {
      child = create(item);
      child.dataset.key = key;
    }
    update(child, item);
    if (child === place) place = place.nextElementSibling;
    else parent.insertBefore(child, place);
  }
  for (const gone of kept.values()) gone.remove();
}
