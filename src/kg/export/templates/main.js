"use strict";
/* Puts it together: one change of state, one pass over the facts, each part shows its share. */
(function () {
  const views = {
    graph: (place, sieve, state, before) => KG.drawGraph(state, sieve, before),
    map: KG.showMap,
    positions: KG.showMatrix,
    territories: KG.showTerritories,
    timeline: KG.showTimeline,
    compare: KG.showCompare,
    paths: KG.showPaths,
    articles: KG.showArticles,
  };
  const tabs = [...document.querySelectorAll('[role="tab"]')];
  const narrow = matchMedia("(max-width: 899px)");

  function show(state, before) {
    KG.current = KG.sieve(state);
    for (const tab of tabs) {
      const on = tab.dataset.view === state.view;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      KG.byId("view-" + tab.dataset.view).hidden = !on;
    }
    document.querySelector(".desk").classList.toggle("whole", state.view !== "graph" && !KG.picked(state));
    views[state.view](
      KG.byId("view-" + state.view),
      KG.current,
      state,
      before && before.view === state.view ? before : null,
    );
    KG.showFilters(state, KG.current);
    KG.showPanel(state, KG.current, before);
    if (narrow.matches && state.pick && before && before.pick !== state.pick)
      document.body.classList.add("panel-open");
    if (!state.pick) document.body.classList.remove("panel-open");
  }

  for (const tab of tabs) {
    tab.addEventListener("click", () => KG.go({ view: tab.dataset.view, words: KG.typed() }));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
      next.focus();
      KG.go({ view: next.dataset.view, words: KG.typed() });
    });
  }

  function theme(dark) {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    KG.byId("theme").setAttribute("aria-pressed", String(dark));
    KG.newColours();
    KG.repaint();
  }
  const darkness = matchMedia("(prefers-color-scheme: dark)");
  darkness.addEventListener("change", () => theme(darkness.matches));
  document.documentElement.dataset.theme = darkness.matches ? "dark" : "light";

  const on = (id, act) => KG.byId(id).addEventListener("click", act);
  on("theme", () => theme(document.documentElement.dataset.theme !== "dark"));
  on("zoom-in", () => KG.zoom(1.3));
  on("zoom-out", () => KG.zoom(1 / 1.3));
  on("fit", () => KG.fit());
  on("more", () => KG.go({ size: Math.min(5000, KG.budget() * 2) }));
  on("less", () => {
    KG.unpin();
    KG.resetMap();
    KG.clearSearch();
    KG.blank();
    KG.fit();
  });
  KG.byId("pictures").append(...KG.pictureButtons("graph", KG.graphDrawing, () => KG.byId("legend")));
  on("filter-switch", () => {
    const open = document.body.classList.toggle("filters-open");
    KG.byId("filter-switch").setAttribute("aria-expanded", String(open));
  });
  on("print", () => print());
  on("copy", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      KG.tell("Link copied");
      KG.byId("copy").textContent = "Copied";
    } catch {
      KG.tell("The address bar holds the link");
      KG.byId("copy").textContent = "See address bar";
    }
    setTimeout(() => {
      KG.byId("copy").textContent = "Copy link";
    }, 2000);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && KG.state.pick && document.activeElement.id !== "search")
      KG.go({ pick: "" });
  });
  let wasDark = false;
  window.addEventListener("beforeprint", () => {
    wasDark = document.documentElement.dataset.theme === "dark";
    if (wasDark) theme(false);
    document.querySelectorAll("details.fact").forEach((card) => card.dispatchEvent(new Event("kg-open")));
  });
  window.addEventListener("afterprint", () => wasDark && theme(true));

  KG.byId("legendbox").open = !narrow.matches;
  KG.onchange.push(show);
  KG.restore();
  theme(darkness.matches);
  document.body.classList.add("ready");
})();
