"use strict";
/* What is shown, as one plain record; the address after # always says the same. */
(function () {
  const LISTS = ["open", "all", "hide", "kind", "stance", "pub", "art"];
  const BLANK = {
    view: "graph",
    pick: "",
    only: "",
    size: 0,
    cert: 0,
    corr: 1,
    from: "",
    to: "",
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
    if (KG.byId("view-" + from.get("view"))) state.view = from.get("view");
    state.pick = from.get("pick") || "";
    if (KG.nodeById.has(from.get("only"))) state.only = from.get("only");
    state.size = Math.min(5000, Math.max(0, Number(from.get("size")) || 0));
    state.cert = Math.min(1, Math.max(0, Number(from.get("cert")) || 0));
    state.corr = Math.min(9, Math.max(1, Number(from.get("corr")) || 1));
    for (const end of ["from", "to"]) if (DAY.test(from.get(end) || "")) state[end] = from.get(end);
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

  KG.unfiltered = () =>
    KG.go({ only: "", hide: [], kind: [], stance: [], pub: [], art: [], cert: 0, corr: 1, from: "", to: "" });
  KG.filtered = () =>
    ["hide", "kind", "stance", "pub", "art"].some((list) => KG.state[list].length) ||
    KG.state.cert > 0 ||
    KG.state.corr > 1 ||
    KG.state.from !== "" ||
    KG.state.to !== "";

  KG.restore = function () {
    const before = KG.state;
    KG.state = KG.parseState(location.hash);
    for (const listener of KG.onchange) listener(KG.state, before);
  };
  window.addEventListener("popstate", KG.restore);
})();
