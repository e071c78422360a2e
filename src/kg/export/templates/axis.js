"use strict";
/* Time as a line: days as numbers, and marks of years, months and days that suit a stretch of it. */
(function () {
  const DAY = 864e5;
  const MONTH = 30.44;

  /** "2014-03-18" as a day's number; a month or a year as its first day. */
  KG.dayNumber = function (iso) {
    const [year, month = 1, day = 1] = iso.split("-").map(Number);
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    return Math.round(date.getTime() / DAY);
  };
  KG.dayOf = (number) => new Date(Math.round(number) * DAY).toISOString().slice(0, 10);

  const STEPS = [
    ["day", 1, 1],
    ["day", 7, 7],
    ["month", 1, MONTH],
    ["month", 3, 3 * MONTH],
    ["month", 6, 6 * MONTH],
    ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((many) => ["year", many, many * 365.25]),
  ];

  const iso = (...parts) => parts.map((part, at) => String(part).padStart(at ? 2 : 4, "0")).join("-");

  /** Marks between two days, no closer than `least` days: {at, label}. */
  KG.ticks = function (from, to, least) {
    const [unit, many] = STEPS.find(([, , days]) => days >= least) || STEPS[STEPS.length - 1];
    const marks = [];
    if (unit === "day") {
      const first = many === 7 ? Math.ceil((from - 4) / 7) * 7 + 4 : Math.ceil(from); // Mondays
      for (let at = first; at <= to; at += many) marks.push({ at, label: KG.day(KG.dayOf(at)) });
      return marks;
    }
    const [begin, end] = [KG.dayOf(from), KG.dayOf(to)].map((day) => Number(day.slice(0, 4)));
    const step = unit === "year" ? many : 1;
    for (let year = Math.floor(begin / step) * step; year <= end; year += step)
      for (let month = 1; month <= 12; month += unit === "year" ? 12 : many) {
        const at = KG.dayNumber(iso(year, month, 1));
        const label = unit === "year" || month === 1 ? String(year) : KG.day(iso(year, month));
        if (at >= from && at <= to) marks.push({ at, label });
      }
    return marks;
  };

  /** A fact's own days as numbers: {from, to}; nothing where it tells none. */
  KG.stretch = function (fact) {
    if (!fact.date) return null;
    const [day, earliest, latest] = fact.date;
    const from = KG.dayNumber(earliest || day);
    return { from, to: Math.max(from, latest ? KG.dayNumber(latest) : from) };
  };

  /** The shortest stretch that holds most of some days: where to look first. */
  KG.densest = function (days, share = 0.75) {
    const sorted = [...days].sort((a, b) => a - b);
    const held = Math.max(1, Math.ceil(sorted.length * share));
    let best = [sorted[0], sorted[sorted.length - 1]];
    for (let at = 0; at + held <= sorted.length; at++) {
      const end = sorted[at + held - 1];
      if (end - sorted[at] < best[1] - best[0]) best = [sorted[at], end];
    }
    return best;
  };
})();
