"use strict";
/* Two stretches of time to filter by, each with sliders on a linear axis: publication, and the facts' own days. */
(function () {
  const BARS = 46;

  /** A slider over numbers, with its words. */
  KG.slider = function (id, title, [min, max], step, change) {
    const output = KG.el("output", { for: id });
    const input = KG.el("input", {
      id,
      type: "range",
      min,
      max,
      step,
      oninput: () => change(Number(input.value)),
    });
    const element = KG.el("p", { class: "range" }, KG.el("label", { for: id }, title), output, input);
    return { element, input, output };
  };

  /** A slider over days; `show(day)` sets it without telling. */
  KG.daySlider = function (id, title, range, change) {
    const { element, input, output } = KG.slider(id, title, range, 1, change);
    const show = (day) => {
      input.value = day;
      output.textContent = KG.day(KG.dayOf(day));
      input.setAttribute("aria-valuetext", output.textContent);
    };
    return { element, show };
  };

  /** {element, show(state, counts)}: bars over time and two sliders that set `from` and `to` of the state. */
  KG.period = function (id, [from, to], days, extra) {
    const numbers = days.map(KG.dayNumber);
    const range = [Math.min(...numbers), Math.max(...numbers)];
    const [first, last] = range;
    if (!(last > first)) return null;
    const many = Math.min(BARS, last - first + 1);
    const bin = (day) => Math.min(many - 1, Math.floor(((day - first) / (last - first + 1)) * many));
    const bars = Array.from({ length: many }, () => KG.el("i"));
    const iso = (day) => KG.dayOf(day);
    const begin = KG.daySlider(`${id}-from`, "from", range, (day) =>
      KG.go(
        {
          [from]: day === first ? "" : iso(day),
          [to]: KG.state[to] && KG.state[to] < iso(day) ? iso(day) : KG.state[to],
        },
        false,
      ),
    );
    const end = KG.daySlider(`${id}-to`, "to", range, (day) =>
      KG.go(
        { [to]: day === last ? "" : iso(day), [from]: KG.state[from] > iso(day) ? iso(day) : KG.state[from] },
        false,
      ),
    );
    function show(state, counts) {
      const high = new Array(many).fill(0);
      for (const [day, count] of counts) if (day) high[bin(KG.dayNumber(day))] += count;
      const [lower, upper] = [
        state[from] ? KG.dayNumber(state[from]) : first,
        state[to] ? KG.dayNumber(state[to]) : last,
      ];
      bars.forEach((bar, at) => {
        bar.style.setProperty("--h", high[at] / Math.max(1, ...high));
        bar.classList.toggle("out", at < bin(lower) || at > bin(upper));
      });
      begin.show(lower);
      end.show(upper);
    }
    const element = [
      KG.el("div", { class: "bars", "aria-hidden": "true" }, bars),
      begin.element,
      end.element,
      extra,
    ];
    return { element, show };
  };

  const own = (fact) => fact.date && (fact.date[1] || fact.date[0]);

  /** The days that facts tell of themselves. */
  KG.ownDays = (facts) => facts.map(own).filter(Boolean);

  /** For the map: everything that is told to have been by a day; the same filter as "Happened … to". */
  KG.untilSlider = function () {
    const days = KG.ownDays(
      KG.facts.filter((fact) => fact.edges.some((edge) => edge.style === "territorial" || edge.to.point)),
    );
    const numbers = days.map(KG.dayNumber);
    const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
    if (!(last > first)) return null;
    const slider = KG.daySlider("map-until", "told to have been by", [first, last], (day) =>
      KG.go(
        {
          until: day === last ? "" : KG.dayOf(day),
          since: KG.state.since > KG.dayOf(day) ? "" : KG.state.since,
        },
        false,
      ),
    );
    slider.element.classList.add("until");
    return {
      element: slider.element,
      show: (state) => slider.show(state.until ? KG.dayNumber(state.until) : last),
    };
  };
})();
