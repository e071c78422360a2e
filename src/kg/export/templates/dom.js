"use strict";
/* Elements are made here and nowhere else. What an article said becomes a text node, never markup. */
const KG = {};

/** el("a", {class: "x", onclick: f}, "text", otherElement): strings become text nodes. */
KG.el = function (tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (name === "vars")
      for (const [key, to] of Object.entries(value)) element.style.setProperty(key, to);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity))
    if (child !== null && child !== undefined && child !== false) element.append(child);
  return element;
};

KG.byId = (id) => document.getElementById(id);

KG.fill = function (place, ...children) {
  place.replaceChildren(...children.flat(Infinity).filter((child) => child || child === 0));
  return place;
};

/** Text of unknown direction and length, isolated from what stands around it. */
KG.say = (text, limit) => KG.el("bdi", {}, limit ? KG.cut(text, limit) : text);

/** At most `limit` characters, never half of a surrogate pair. */
KG.cut = function (text, limit) {
  if (text.length <= limit) return text;
  const kept = text
    .slice(0, limit - 1)
    .replace(/[\ud800-\udbff]$/, "")
    .trimEnd();
  return kept + "…";
};

/** For attributes and the canvas, where <bdi> does not reach: first strong isolate … pop. */
KG.isolate = (text, limit = 200) => "\u2068" + KG.cut(text, limit) + "\u2069";

/** The address when it is http or https, else nothing: the only way a link gets its href. */
KG.address = function (text) {
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : "";
  } catch {
    return "";
  }
};

KG.link = function (text, target, props) {
  const href = KG.address(target);
  if (!href) return KG.say(text);
  return KG.el("a", { href, rel: "noopener noreferrer", target: "_blank", ...props }, KG.say(text));
};

KG.button = (label, onclick, props) => KG.el("button", { type: "button", onclick, ...props }, label);

KG.count = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many || one + "s"}`;

const PLAIN = { ł: "l", ø: "o", đ: "d", ð: "d", ı: "i", ß: "ss", æ: "ae", œ: "oe", þ: "th", "’": "'" };
/** Small letters without accents. */
KG.fold = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[łøđðıßæœþ’]/g, (letter) => PLAIN[letter]);

KG.tell = function (text) {
  KG.byId("live").textContent = text;
};
