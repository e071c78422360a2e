"use strict";
/* What is shown, as one plain record; the address after # always says the same. */
(function () {
  const LISTS = ["path", "open", "all", "hide", "kind", "stance", "pub", "art"];
  const BLANK = {
    view: "graph",
    pick: "",
    only: "",
    size: 0,
    cert: 0,
    corr: 1,
    from: "",
    to: "",
    since: "",
    until: "",
    dated: 0,
    words: "",
    a: "",
    b: "",
    path: [],
    open: [],
    all: [],
    hide: [],
    kind: [],
    stance: [],
    pub: [],
    art: [],
  };
  const DAY = /^\d{4}-\d\d-\d\d$/;
  const known = {
    path: (id) => KG.nodeById.has(id),
    open: (id) => KG.nodeById.has(id),
    all: (key) => KG.nodeKinds.some((kind) => kind.key === key),
    hide: (key) => KG.nodeKinds.some((kind) => kind.key === key),
    kind: (key) => KG.factKinds.some((kind) => kind.key === key),
    stance: (key) => KG.stances.some((stance) => stance.key === key),
    pub: (name) => KG.articles.some((article) => article.source === name),
    art: (name) => KG.articleByName.has(name),
  };

  KG.state = { ...BLANK };
  KG.onchange = [];

  /** Reads an address; what the page does not know is dropped. */
  KG.parseState = function (hash) {
    const from = new URLSearchParams(hash.replace(/^#/, ""));
    const state = { ...BLANK };
    for (const list of LISTS) state[list] = [...new Set(from.getAll(list))].filter(known[list]);
    if (from.get("view") && KG.byId("view-" + from.get("view"))) state.view = from.get("view");
    state.pick = from.get("pick") || "";
    state.words = (from.get("words") || "").slice(0, 300).trim();
    for (const one of ["only", "a", "b"]) if (KG.nodeById.has(from.get(one))) state[one] = from.get(one);
    state.size = Math.min(5000, Math.max(0, Number(from.get("size")) || 0));
    state.cert = Math.min(1, Math.max(0, Number(from.get("cert")) || 0));
    state.corr = Math.min(9, Math.max(1, Number(from.get("corr")) || 1));
    state.dated = from.get("dated") === "1" ? 1 : 0;
    for (const end of ["from", "to", "since", "until"])
      if (DAY.test(from.get(end) || "")) state[end] = from.get(end);
    return state;
  };

  KG.writeState = function (state) {
    const to = new URLSearchParams();
    for (const [key, value] of Object.entries(state)) {
      if (Array.isArray(value)) value.forEach((one) => to.append(key, one));
      else if (value !== BLANK[key]) to.set(key, value);
    }
    return "#" + to;
  };

  /** Changes some of the state, redraws, and leaves a step for the back button when `step`. */
  KG.go = function (changes, step = true) {
    const before = KG.state;
    KG.state = { ...before, ...changes };
    const address = KG.writeState(KG.state);
    if (address !== location.hash && !(address === "#" && !location.hash))
      history[step ? "pushState" : "replaceState"](null, "", address);
    for (const listener of KG.onchange) listener(KG.state, before);
  };

  KG.toggle = (list, value) =>
    KG.go({
      [list]: KG.state[list].includes(value)
        ? KG.state[list].filter((one) => one !== value)
        : [...KG.state[list], value],
    });

  const SIEVED = [
    "hide",
    "kind",
    "stance",
    "pub",
    "art",
    "cert",
    "corr",
    "from",
    "to",
    "since",
    "until",
    "dated",
    "words",
  ];
  const blank = (names) => Object.fromEntries(names.map((name) => [name, BLANK[name]]));

  /** Takes all filters away. */
  KG.unfiltered = () => KG.go({ only: "", path: [], ...blank(SIEVED) });
  KG.filtered = () => SIEVED.some((name) => String(KG.state[name]) !== String(BLANK[name]));
  /** Back to how the page opened, in the view that is open. */
  KG.blank = () => KG.go({ ...BLANK, view: KG.state.view });

  KG.restore = function () {
    const before = KG.state;
    KG.state = KG.parseState(location.hash);
    for (const listener of KG.onchange) listener(KG.state, before);
  };
  window.addEventListener("popstate", KG.restore);
})();
