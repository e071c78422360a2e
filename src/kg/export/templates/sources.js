"use strict";
/* Who tells a fact. A copy of a wire report counts as the report it copies. */

/** The independent sources of some evidence: one a publisher, copies folded. */
KG.independent = function (evidence) {
  const told = new Set();
  for (const { article } of evidence) {
    const origin = article.copyOf ? KG.articles.find((other) => other.name === article.copyOf) : null;
    told.add((origin || article).source);
  }
  return [...told].sort();
};

/** Evidence grouped by publisher, in order of publication. */
KG.byPublisher = function (evidence) {
  const groups = new Map();
  for (const one of evidence) {
    if (!groups.has(one.article.source)) groups.set(one.article.source, []);
    groups.get(one.article.source).push(one);
  }
  return [...groups].sort((a, b) =>
    (a[1][0].article.published || "9") < (b[1][0].article.published || "9") ? -1 : 1,
  );
};

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "2014-03-18" -> "18 Mar 2014", "2014-03" -> "Mar 2014", "2014" -> "2014"; other text as it is. */
KG.day = function (iso) {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(iso || "");
  if (!parts) return iso || "";
  return [parts[3] && String(Number(parts[3])), parts[2] && MONTHS[Number(parts[2]) - 1], parts[1]]
    .filter(Boolean)
    .join(" ");
};
