"use strict";
/* A table that sorts by any column and saves itself as CSV. */
(function () {
  /** A cell of a CSV file; what a spreadsheet would run is kept as text by a leading apostrophe. */
  KG.csvCell = function (value) {
    const text = String(value ?? "");
    const safe = /^[=+\-@\t\r\0]/.test(text) ? "'" + text : text;
    return /[",\n\r]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  };

  KG.csv = (columns, rows) =>
    [columns.map((column) => column.label), ...rows.map((row) => columns.map((column) => column.value(row)))]
      .map((line) => line.map(KG.csvCell).join(",") + "\r\n")
      .join("");

  KG.saveBlob = function (name, blob) {
    const url = URL.createObjectURL(blob);
    KG.el("a", { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  };

  KG.save = (name, text) => KG.saveBlob(name, new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));

  KG.saveButton = (name, columns, rows) =>
    KG.button("Save as CSV", () => KG.save(name + ".csv", KG.csv(columns, rows())), { class: "quiet save" });

  const PAGE = 1000;
  const sorts = new Map();
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number"
      ? a - b
      : String(a).localeCompare(String(b), "en", { numeric: true });

  function sorted(name, columns, rows) {
    const { at, down } = sorts.get(name) || { at: -1 };
    if (at < 0) return rows;
    const key = columns[at].key || columns[at].value;
    return [...rows].sort((a, b) => (down ? -1 : 1) * compare(key(a), key(b)));
  }

  /** columns: {label, value(row) for sorting and CSV, cell(row) for the eye}. */
  KG.table = function (name, columns, rows, { limit = 300, group = null } = {}) {
    const body = KG.el("tbody");
    let shown = limit;
    const more = KG.button("", () => fill(shown + PAGE), { class: "quiet" });
    const heads = columns.map((column, at) =>
      KG.el(
        "th",
        { scope: "col" },
        KG.button(column.label, () => sort(at), { class: "sort" }),
      ),
    );
    const place = KG.el(
      "div",
      { class: "tablebox" },
      KG.el(
        "div",
        { class: "row" },
        KG.el("span", { class: "note" }, KG.count(rows.length, "row")),
        KG.saveButton(name, columns, () => sorted(name, columns, rows)),
      ),
      KG.el(
        "div",
        { class: "scroll", tabindex: 0, role: "region", "aria-label": name },
        KG.el("table", {}, KG.el("thead", {}, KG.el("tr", {}, heads)), body),
      ),
      more,
    );

    function line(row) {
      const cells = columns.map((column) =>
        KG.el(
          "td",
          { "data-label": column.label },
          column.cell ? column.cell(row) : KG.say(String(column.value(row)), 200),
        ),
      );
      return KG.el("tr", {}, cells);
    }
    function fill(most) {
      shown = most;
      const list = sorted(name, columns, rows);
      const at = (sorts.get(name) || { at: -1 }).at;
      let last = null;
      KG.fill(
        body,
        list.slice(0, most).flatMap((row) => {
          const head =
            group && at < 0 && group(row) !== last
              ? KG.el(
                  "tr",
                  { class: "group" },
                  KG.el("th", { scope: "rowgroup", colspan: columns.length }, KG.say(group(row), 120)),
                )
              : null;
          last = group ? group(row) : null;
          return [head, line(row)].filter(Boolean);
        }),
      );
      more.hidden = list.length <= most;
      const all = list.length.toLocaleString("en");
      more.textContent = list.length - most > PAGE ? `Show 1,000 more of ${all}` : `Show all ${all}`;
    }
    function sort(at) {
      const last = sorts.get(name);
      sorts.set(name, { at, down: last && last.at === at ? !last.down : false });
      heads.forEach((head, each) =>
        each === at
          ? head.setAttribute("aria-sort", sorts.get(name).down ? "descending" : "ascending")
          : head.removeAttribute("aria-sort"),
      );
      fill(limit);
    }
    fill(limit);
    return place;
  };

  KG.articlesOf = (fact) => [...new Set(fact.evidence.map((one) => one.article))];
  KG.openFact = (fact, label) =>
    KG.button(label || KG.say(fact.label, 160), () => KG.go({ pick: "fact:" + fact.id }), { class: "plain" });
  KG.tellers = (fact) => fact.sources.map((source, at) => [at ? ", " : "", KG.say(source, 40)]);
})();
