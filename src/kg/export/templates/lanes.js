"use strict";
/* A drawing of time: a linear axis on top, a lane a name, a mark a fact; it zooms and moves sideways. */
(function () {
  const SIZE = 12;
  const HEAD = 30;
  const MOST = 7;

  /** lanes: [{name, node, marks: [{from, to, fact, until}]}]; `until` draws a line on to that day,
      `symbol(mark, x, y, size)` a mark.
      Returns {element, zoom(factor), all(), densest()}. */
  KG.lanes = function (label, lanes, { range, window: seen, gutter, symbol }) {
    const picture = symbol || (({ fact }, ...at) => KG.factSymbol(fact, ...at));
    const drawing = KG.svg("svg", {
      class: "drawing lanes",
      role: "group",
      "aria-label": label,
      tabindex: 0,
    });
    const [first, last] = range;
    const view = { from: seen[0], to: seen[1] };
    const width = () => Math.max(260, drawing.parentNode ? drawing.parentNode.clientWidth - 2 : 900);
    const left = () => Math.min(gutter, width() * 0.38);
    const x = (day) => left() + 8 + ((day - view.from) / (view.to - view.from)) * (width() - left() - 24);

    /** Marks of a lane in rows, so that none lies over another; what is too much becomes a number. */
    function stack(marks) {
      const bins = new Map();
      for (const mark of marks) {
        const at = Math.round(x((mark.from + mark.to) / 2) / SIZE);
        if (!bins.has(at)) bins.set(at, []);
        bins.get(at).push(mark);
      }
      return bins;
    }

    const inView = (mark) => mark.to >= view.from && mark.from <= view.to;

    function point(mark, px, py) {
      const { fact } = mark;
      const act = () => KG.go({ pick: "fact:" + fact.id });
      const picked = KG.picked(KG.state);
      return KG.svg(
        "g",
        {
          role: "button",
          tabindex: -1,
          class: "told" + (picked && picked.fact === fact ? " lit" : ""),
          "aria-label": KG.isolate(`${fact.date ? KG.day(fact.date[0]) + ": " : ""}${fact.label}`),
          onclick: act,
          onkeydown: (event) => event.key === "Enter" && act(),
          onpointermove: (event) => event.pointerType === "mouse" && KG.hint(event, words(mark)),
          onpointerleave: () => KG.hint(null),
        },
        KG.svg("rect", { class: "hit", x: px - SIZE / 2, y: py - SIZE / 2, width: SIZE, height: SIZE }),
        picture(mark, px, py, SIZE - 1),
      );
    }

    const words = ({ fact, day }) => [
      KG.el("b", {}, KG.day(fact.date ? fact.date[0] : day), " "),
      KG.say(fact.label, 160),
      fact.by && [" · says ", KG.say(fact.by.label, 60)],
      fact.evidence[0] && KG.el("q", {}, KG.say(fact.evidence[0].sentence.text.trim(), 220)),
    ];

    /** A stretch as wide as its date is vague, and a line for as long as nothing else is told. */
    function bar(mark, py) {
      const [begin, end] = [x(mark.from), x(mark.to)];
      const clip = (at) => Math.min(width() - 10, Math.max(left() + 2, at));
      const colour = KG.factClass(mark.fact);
      return [
        end - begin > SIZE &&
          KG.svg("rect", {
            class: "vague " + colour,
            x: clip(begin),
            y: py - 3,
            width: clip(end) - clip(begin),
            height: 6,
            rx: 3,
          }),
        mark.until > mark.to &&
          KG.svg("line", {
            class: "tail " + colour,
            x1: clip(x((mark.from + mark.to) / 2)),
            x2: clip(x(mark.until)),
            y1: py,
            y2: py,
          }),
      ];
    }

    function crowd(marks, px, py) {
      const middle = (marks[0].from + marks[0].to) / 2;
      return KG.svg(
        "g",
        {
          role: "button",
          tabindex: -1,
          class: "told",
          "aria-label": `${marks.length} more here: look closer`,
          onclick: () => look(middle, 0.25),
        },
        KG.svg("text", { class: "crowd", x: px, y: py + 4 }, "+" + marks.length),
      );
    }

    function lane({ name, node, marks }, top) {
      const bins = [...stack(marks.filter(inView))];
      const rows = Math.max(1, ...bins.map(([, list]) => Math.min(MOST + 1, list.length)));
      const height = rows * (SIZE + 1) + 9;
      const tails = marks.filter((mark) => mark.until && mark.until >= view.from && mark.from <= view.to);
      const content = bins.flatMap(([bin, list]) => {
        const kept = list.length > MOST + 1 ? MOST : list.length;
        const drawn = list.slice(0, kept).map((mark, at) => {
          const py = top + height - 5 - SIZE / 2 - at * (SIZE + 1);
          const middle = x((mark.from + mark.to) / 2);
          const px = at === 0 && list.length === 1 ? middle : bin * SIZE;
          return [bar(mark, py), Math.abs(px - middle) < SIZE && px > left() && point(mark, px, py)];
        });
        const py = top + height - 5 - SIZE / 2 - kept * (SIZE + 1);
        return [...drawn, list.length > kept && crowd(list.slice(kept), bin * SIZE, py)];
      });
      const before = tails
        .filter((mark) => !inView(mark))
        .map((mark) => bar(mark, top + height - 5 - SIZE / 2));
      const title = KG.svg(
        "g",
        {
          role: "button",
          tabindex: node ? 0 : undefined,
          class: "told",
          "aria-label": KG.isolate(name),
          onclick: () => node && KG.go({ pick: "node:" + node.id }),
          onkeydown: (event) => event.key === "Enter" && node && KG.go({ pick: "node:" + node.id }),
        },
        KG.svg("rect", { class: "hit", x: 0, y: top, width: left() - 4, height }),
        KG.svg(
          "text",
          { class: "lanename", x: 8, y: top + height / 2 + 4 },
          KG.fitText(name, left() - (KG.narrow() ? 14 : 44), 12.5),
        ),
      );
      const number = KG.svg(
        "text",
        { class: "lanenumber", x: left() - 6, y: top + height / 2 + 4 },
        String(marks.length),
      );
      const line = KG.svg("line", {
        class: "laneline",
        x1: 0,
        x2: width(),
        y1: top + height,
        y2: top + height,
      });
      return { height, element: KG.svg("g", {}, line, before, content, title, !KG.narrow() && number) };
    }

    function axis(height) {
      const least = ((view.to - view.from) / (width() - left() - 24)) * 74;
      const marks = KG.ticks(view.from, view.to, least);
      const out = (days, side) => {
        const many = lanes.flatMap((one) => one.marks).filter(days).length;
        const text = side < 0 ? `‹ ${many} earlier` : `${many} later ›`;
        return (
          many > 0 &&
          KG.svg(
            "g",
            {
              role: "button",
              tabindex: 0,
              class: "told",
              "aria-label": text,
              onclick: () => shift(side * 0.6),
              onkeydown: (event) => event.key === "Enter" && shift(side * 0.6),
            },
            KG.svg(
              "text",
              {
                class: "beyond",
                x: side < 0 ? 8 : width() - 8,
                y: side < 0 ? 19 : height - 6,
                "text-anchor": side < 0 ? "start" : "end",
              },
              text,
            ),
          )
        );
      };
      return KG.svg(
        "g",
        {},
        marks.map(({ at, label: text }) => [
          KG.svg("line", { class: "tick", x1: x(at), x2: x(at), y1: HEAD - 6, y2: height - 18 }),
          KG.svg("text", { class: "ticklabel", x: x(at), y: HEAD - 11 }, text),
        ]),
        out((mark) => mark.to < view.from, -1),
        out((mark) => mark.from > view.to, 1),
      );
    }

    function draw() {
      let top = HEAD;
      const made = lanes.map((one) => {
        const { height, element } = lane(one, top);
        top += height;
        return element;
      });
      const height = top + 22;
      drawing.setAttribute("width", width());
      drawing.setAttribute("height", height);
      drawing.replaceChildren(axis(height), ...made);
    }

    function set(from, to) {
      const span = Math.min(last - first + 60, Math.max(6, to - from));
      const middle = (from + to) / 2;
      const begin = Math.min(Math.max(first - 30, middle - span / 2), last + 30 - span);
      Object.assign(view, { from: begin, to: begin + span });
      draw();
    }
    const look = (middle, factor) => {
      const half = ((view.to - view.from) * factor) / 2;
      set(middle - half, middle + half);
    };
    const zoom = (factor) => look((view.from + view.to) / 2, 1 / factor);
    const shift = (share) => {
      const by = (view.to - view.from) * share;
      set(view.from + by, view.to + by);
    };

    drawing.addEventListener("keydown", (event) => {
      const act = {
        "+": () => zoom(1.5),
        "=": () => zoom(1.5),
        "-": () => zoom(1 / 1.5),
        ArrowLeft: () => shift(-0.25),
        ArrowRight: () => shift(0.25),
      };
      if (event.target !== drawing || !Object.hasOwn(act, event.key)) return;
      act[event.key]();
      event.preventDefault();
    });
    const dayAt = (event) => {
      const at = event.clientX - drawing.getBoundingClientRect().left;
      return view.from + ((at - left() - 8) / (width() - left() - 24)) * (view.to - view.from);
    };
    drawing.addEventListener("dblclick", (event) => look(dayAt(event), 0.5));
    drawing.addEventListener(
      "wheel",
      (event) => {
        if (!event.ctrlKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return;
        event.preventDefault();
        if (event.ctrlKey) look(dayAt(event), event.deltaY < 0 ? 0.8 : 1.25);
        else shift(event.deltaX / 900);
      },
      { passive: false },
    );
    let held = null;
    drawing.addEventListener("pointerdown", (event) => {
      held = event.clientX;
    });
    drawing.addEventListener("pointermove", (event) => {
      if (held === null || Math.abs(event.clientX - held) < 4) return;
      if (!drawing.hasPointerCapture(event.pointerId)) drawing.setPointerCapture(event.pointerId);
      shift((held - event.clientX) / (width() - left() - 24));
      held = event.clientX;
    });
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"])
      drawing.addEventListener(end, () => (held = null));

    set(view.from, view.to);
    return {
      element: drawing,
      zoom,
      draw,
      all: () => set(first - 30, last + 30),
      seen: () => [view.from, view.to],
    };
  };

  /* How a fact is marked in time: by the look of its strongest arrow. */
  const SHAPES = {
    positive: "triangle",
    negative: "triangleDown",
    neutral: "dot",
    proposing: "hexagon",
    territorial: "diamond",
    spoken: "flag",
  };
  const look = (fact) =>
    fact.stance ? fact.stance.style : fact.edges.length ? fact.edges[0].style : "plain";
  KG.factClass = (fact) => "style-" + look(fact);
  KG.factShape = (fact) => SHAPES[look(fact)] || (fact.kind.key === "Event" ? "square" : "dot");
  KG.factSymbol = (fact, x, y, size) =>
    KG.symbol(KG.factShape(fact), x, y, size, {
      class: `factmark ${KG.factClass(fact)}${fact.by ? " hollow" : ""}`,
    });
})();
