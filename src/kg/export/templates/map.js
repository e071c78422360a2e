"use strict";
/* The map: each land at its place, with what is told of it; every line leads to its sentences. */
(function () {
  const LINE = 15;
  const NAME = 12.5;
  const NOTED = 250; // lands with notes; what is told less of is a point
  const NOTE =
    "A note stands at one point of the land; ≈ marks a part of a land, at the point of the whole. Outlines: Natural Earth, for orientation. They show who holds land, not whose it is, and are dashed where they are in dispute.";
  const NOWHERE =
    "No place in these articles is one whose coordinates are known. What is told of land stands under Territories.";
  const view = { scale: 0, x: 0, y: 0 };
  let project = null;
  let lines = null;
  let events = false;
  let shown = [];

  /** What is told of each land in one group an arrow: [{land, where, groups}], most told first. */
  function collect(sieve) {
    const lands = new Map();
    const add = (land, edge, fact, holder) => {
      if (!lands.has(land)) lands.set(land, new Map());
      const groups = lands.get(land);
      if (!groups.has(edge)) groups.set(edge, { edge, holder, facts: [] });
      groups.get(edge).facts.push(fact);
    };
    for (const { land, edge, fact, holder } of KG.landRows(sieve)) add(land, edge, fact, holder);
    if (events)
      for (const edge of KG.edges)
        if (edge.from.kind.key === "Event" && edge.to.point)
          for (const fact of edge.facts) if (sieve.has.has(fact)) add(edge.to, edge, fact, edge.from);
    return [...lands].map(([land, groups]) => ({
      land,
      where: KG.whereabouts(land),
      groups: [...groups.values()].sort(
        (a, b) =>
          (b.edge.style === "territorial") - (a.edge.style === "territorial") ||
          a.edge.said - b.edge.said ||
          b.facts.length - a.facts.length,
      ),
    }));
  }

  const happening = ({ edge }) => edge.style !== "territorial";
  const words = (group) =>
    happening(group)
      ? [KG.cut(group.holder.label, 44), group.facts[0].date && KG.day(group.facts[0].date[0])]
          .filter(Boolean)
          .join(" · ")
      : KG.landWords(group);
  const symbol = (group, x, y, size) =>
    happening(group)
      ? KG.symbol("cross", x, y, size * 0.8, { class: "landmark", vars: { "--who": "var(--soft)" } })
      : KG.landSymbol(group.edge, x, y, size);

  /** Everything that may ever be on the map, so that the frame stays while filters change. */
  function everything() {
    const of = collect({ has: { has: () => true } }).filter((one) => one.where);
    return of.map((one) => one.where.point);
  }

  function prepare() {
    if (project) return;
    const points = everything();
    project = KG.projection(points.length ? points : [[10, 30]]);
    lines = KG.outlines(project);
  }

  function fit(points, width, height) {
    const on = points.map(project);
    if (!on.length) on.push(project([10, 30]));
    const range = (at) => [Math.min(...on.map((one) => one[at])), Math.max(...on.map((one) => one[at]))];
    const [[left, right], [top, bottom]] = [range(0), range(1)];
    const side = Math.min(190, width * 0.17);
    view.scale = Math.min(
      (width - 2 * side) / Math.max(3, right - left),
      (height - 130) / Math.max(3, bottom - top),
      60,
    );
    view.x = width / 2 - (view.scale * (left + right)) / 2;
    view.y = height / 2 - (view.scale * (top + bottom)) / 2;
  }

  const toScreen = (point) => {
    const [x, y, near] = project(point);
    return [view.x + view.scale * x, view.y + view.scale * y, near];
  };

  /** The sizes that a land's note may have: all its lines, name and marks, marks alone. */
  function sizes({ land, groups, where }) {
    const most = groups.slice(0, shown.length > 30 ? 2 : 4);
    const rows = most.map((group) => KG.textWidth(words(group), 11.5) + 22);
    const more = groups.length > most.length ? LINE : 0;
    const name = KG.textWidth(KG.cut(land.label, 40) + (where.exact ? "" : " ≈"), NAME, true) + 8;
    const marks = Math.min(8, groups.length) * 14 + 6;
    return [
      { width: Math.min(300, Math.max(name, ...rows)), height: 20 + most.length * LINE + more, rows: most },
      { width: Math.min(300, Math.max(name, marks)), height: 34, rows: [] },
      { width: marks, height: 16, rows: null },
    ];
  }

  const hover = (group) => ({
    onpointermove: (event) => event.pointerType === "mouse" && KG.hint(event, told(group)),
    onpointerleave: () => KG.hint(null),
  });
  const told = ({ edge, facts }) => [
    KG.say(facts[0].label, 160),
    facts[0].evidence[0] && KG.el("q", {}, KG.say(facts[0].evidence[0].sentence.text.trim(), 220)),
    facts.length > 1 && KG.el("span", {}, ` and ${facts.length - 1} more`),
    edge.said && facts[0].by && KG.el("span", {}, " · says ", KG.say(facts[0].by.label, 60)),
  ];

  const press = (act, label, props, ...inside) =>
    KG.svg(
      "g",
      {
        role: "button",
        tabindex: 0,
        "aria-label": KG.isolate(label),
        onclick: act,
        onkeydown: (event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          act();
        },
        ...props,
      },
      inside,
    );

  const lit = (group) => {
    const picked = KG.picked(KG.state);
    return Boolean(picked && (picked.fact ? group.facts.includes(picked.fact) : picked.edge === group.edge));
  };

  function row(group, left, top, width) {
    return press(
      () => KG.openEdge(group),
      `${group.edge.from.label}: ${words(group)}`,
      { class: "told" + (lit(group) ? " lit" : ""), ...hover(group) },
      KG.svg("rect", { x: left, y: top, width, height: LINE, class: "hit" }),
      symbol(group, left + 9, top + LINE / 2, 11),
      KG.svg(
        "text",
        { x: left + 18, y: top + 11.5, class: "note" },
        KG.fitText(words(group), width - 20, 11.5),
      ),
    );
  }

  function marks(groups, left, top) {
    return groups
      .slice(0, 8)
      .map((group, at) =>
        press(
          () => KG.openEdge(group),
          words(group),
          { class: "told" + (lit(group) ? " lit" : ""), ...hover(group) },
          KG.svg("rect", { x: left + at * 14, y: top, width: 14, height: 16, class: "hit" }),
          symbol(group, left + 8 + at * 14, top + 8, 12),
        ),
      );
  }

  const pickLand = (land) => () => KG.go({ pick: "node:" + land.id });

  function callout(item) {
    const { land, groups, where, box, level, at } = item;
    const size = item.sizes[level];
    const name = () =>
      press(
        pickLand(land),
        `${land.label}: ${KG.count(groups.length, "thing")} told`,
        { class: "told name" },
        KG.svg(
          "text",
          { x: box.left + 4, y: box.top + 14, class: "landname" },
          KG.fitText(KG.cut(land.label, 40) + (where.exact ? "" : " ≈"), box.right - box.left, NAME, true),
        ),
      );
    const left = groups.length - (size.rows ? size.rows.length : 0);
    return KG.svg(
      "g",
      { class: "callout" },
      KG.leader(at, box),
      size.rows &&
        KG.svg("rect", {
          class: "plate",
          x: box.left,
          y: box.top,
          width: size.width,
          height: size.height,
          rx: 4,
        }),
      size.rows && name(),
      size.rows && size.rows.map((group, n) => row(group, box.left, box.top + 19 + n * LINE, size.width)),
      size.rows &&
        size.rows.length > 0 &&
        left > 0 &&
        press(
          pickLand(land),
          `${left} more about ${land.label}`,
          { class: "told" },
          KG.svg(
            "text",
            { x: box.left + 18, y: box.top + 30 + size.rows.length * LINE, class: "note more" },
            `${left} more`,
          ),
        ),
      (!size.rows || !size.rows.length) && marks(groups, box.left + 1, size.rows ? box.top + 17 : box.top),
    );
  }

  function anchor({ at: [x, y], land, groups, where }) {
    return press(
      pickLand(land),
      land.label,
      { class: "told anchor", ...hover(groups[0]) },
      KG.svg("circle", {
        cx: x,
        cy: y,
        r: 4.5,
        class: where.exact ? "place" : "place about",
        vars: { "--who": happening(groups[0]) ? "var(--soft)" : KG.holderColour(groups[0].holder) },
      }),
    );
  }

  /** Where in the view the name of a state may stand: its middle, else in the midst of what is seen of it. */
  function seat(state, width, height) {
    const [x, y] = [view.x + view.scale * state.middle[0], view.y + view.scale * state.middle[1]];
    if (x > 40 && y > 14 && x < width - 40 && y < height - 14) return [x, y];
    if (state.size < 10) return null;
    const seen = [];
    for (let column = 0.5; column < 10; column++)
      for (let line = 0.5; line < 7; line++) seen.push([(column / 10) * width, (line / 7) * height]);
    const real = ([u, v]) => [(u - view.x) / view.scale, (v - view.y) / view.scale];
    const inside = seen.filter((point) => state.rings.some((points) => KG.within(real(point), points)));
    if (inside.length < 3) return null;
    const mean = [0, 1].map((at) => inside.reduce((sum, point) => sum + point[at], 0) / inside.length);
    const off = (point) => Math.hypot(point[0] - mean[0], point[1] - mean[1]);
    return inside.reduce((a, b) => (off(b) < off(a) ? b : a));
  }

  /** Names of states, for orientation, where nothing else stands. */
  function stateNames(boxes, width, height) {
    const taken = [...boxes];
    const out = [];
    for (const state of lines.states) {
      const wide = KG.textWidth(state.name, 11) * 1.12;
      if (state.middle[2] < -0.2 || Math.sqrt(state.size) * view.scale < wide * 0.75) continue;
      const [x, y] = seat(state, width, height) || [-1, -1];
      const box = { left: x - wide / 2 - 2, right: x + wide / 2 + 2, top: y - 8, bottom: y + 8 };
      if (box.left < 2 || box.right > width - 2 || !taken.every((other) => KG.apart(box, other))) continue;
      taken.push(box);
      out.push(KG.svg("text", { x, y: y + 4, class: "statename" }, state.name));
    }
    return out;
  }

  /** Fills the drawing for the view as it is. */
  function draw(drawing) {
    const [width, height] = [drawing.clientWidth, drawing.clientHeight];
    const items = shown
      .filter((one) => one.where)
      .map((one) => ({ ...one, at: toScreen(one.where.point) }))
      .filter(({ at: [x, y] }) => x > -2 && y > -2 && x < width + 2 && y < height + 2)
      .sort(
        (a, b) => b.groups.length - a.groups.length || b.land.weight - a.land.weight || a.land.at - b.land.at,
      );
    const noted = items.slice(0, NOTED);
    for (const item of noted) item.sizes = sizes(item);
    const boxes = KG.placeCallouts(noted, width, height);
    const around = items.map(({ at: [x, y] }) => ({ left: x - 7, right: x + 7, top: y - 7, bottom: y + 7 }));
    const ground = drawing.querySelector(".ground");
    ground.setAttribute(
      "transform",
      `translate(${view.x.toFixed(2)} ${view.y.toFixed(2)}) scale(${view.scale.toFixed(4)})`,
    );
    drawing
      .querySelector(".over")
      .replaceChildren(
        ...stateNames([...boxes, ...around], width, height),
        ...items.filter((item) => item.box).map((item) => callout(item)),
        ...items.map(anchor),
      );
  }

  function zoom(drawing, factor, [x, y] = [drawing.clientWidth / 2, drawing.clientHeight / 2]) {
    const scale = Math.min(400, Math.max(1, view.scale * factor));
    const real = scale / view.scale;
    Object.assign(view, { scale, x: x - real * (x - view.x), y: y - real * (y - view.y) });
    draw(drawing);
  }

  /** Drag moves, wheel and double click zoom, two fingers as well. */
  function listen(drawing) {
    const fingers = new Map();
    const at = (event) => {
      const box = drawing.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    };
    const gap = () => {
      const [a, b] = [...fingers.values()];
      return Math.hypot(a[0] - b[0], a[1] - b[1]);
    };
    drawing.addEventListener("pointerdown", (event) => fingers.set(event.pointerId, at(event)));
    drawing.addEventListener("pointermove", (event) => {
      const before = fingers.get(event.pointerId);
      if (!before) return;
      const now = at(event);
      if (Math.hypot(now[0] - before[0], now[1] - before[1]) < 2) return;
      if (!drawing.hasPointerCapture(event.pointerId)) drawing.setPointerCapture(event.pointerId);
      const wide = fingers.size === 2 ? gap() : 0;
      fingers.set(event.pointerId, now);
      if (fingers.size === 2) return zoom(drawing, gap() / (wide || 1), now);
      view.x += now[0] - before[0];
      view.y += now[1] - before[1];
      KG.hint(null);
      draw(drawing);
    });
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"])
      drawing.addEventListener(end, (event) => fingers.delete(event.pointerId));
    drawing.addEventListener("dblclick", (event) => zoom(drawing, 1.8, at(event)));
    drawing.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        zoom(drawing, event.deltaY < 0 ? 1.2 : 1 / 1.2, at(event));
      },
      { passive: false },
    );
  }

  const make = () => {
    const drawing = KG.svg(
      "svg",
      { class: "drawing", role: "group", "aria-label": "Map of the land that the articles tell of" },
      KG.svg("rect", { class: "water", width: "100%", height: "100%" }),
      KG.svg(
        "g",
        { class: "ground" },
        KG.svg("path", { class: "land", d: lines.land }),
        KG.svg("path", { class: "border", d: lines.borders }),
        KG.svg("path", { class: "border disputed", d: lines.disputed }),
        KG.svg("path", { class: "border dashes", d: lines.disputed }),
      ),
      KG.svg("g", { class: "over" }),
    );
    listen(drawing);
    return drawing;
  };

  function legend() {
    const groups = shown.flatMap((one) => one.groups).filter((group) => !happening(group));
    if (!groups.length) return [KG.el("span", {}, "Nothing told of land passes the filters.")];
    const icon = (...inside) =>
      KG.svg(
        "svg",
        { width: 14, height: 14, viewBox: "0 0 14 14", class: "icon", "aria-hidden": "true" },
        inside,
      );
    const relations = [...new Set(groups.map((group) => group.edge.label))];
    const holders = [...new Set(groups.map((group) => group.holder))].filter(
      (node) => KG.holderColour(node) !== "var(--who-other)",
    );
    const plain = { class: "landmark", vars: { "--who": "var(--soft)" } };
    return [
      holders.map((node) =>
        KG.el(
          "span",
          {},
          icon(
            KG.symbol("square", 7, 7, 14, { class: "landmark", vars: { "--who": KG.holderColour(node) } }),
          ),
          KG.say(node.label, 30),
        ),
      ),
      groups.some((group) => !holders.includes(group.holder)) &&
        KG.el(
          "span",
          {},
          icon(KG.symbol("square", 7, 7, 14, { class: "landmark", vars: { "--who": "var(--who-other)" } })),
          "others",
        ),
      KG.el("i", {}),
      relations.map((label) =>
        KG.el("span", {}, icon(KG.symbol(KG.relationShape(label), 7, 7, 13, plain)), KG.say(label)),
      ),
      KG.el("i", {}),
      KG.el("span", {}, icon(KG.symbol("square", 7, 7, 13, plain)), "reported"),
      KG.el(
        "span",
        {},
        icon(KG.symbol("square", 7, 7, 13, { ...plain, class: "landmark hollow" })),
        "as somebody says",
      ),
    ];
  }

  /** Land without a known place, with its lines. */
  function elsewhere() {
    const lost = shown.filter((one) => !one.where);
    if (!lost.length) return null;
    return KG.el(
      "details",
      { class: "elsewhere", open: lost.length <= 8 },
      KG.el(
        "summary",
        {},
        `Not on the map: ${KG.count(lost.length, "land", "lands")} whose place is not known`,
      ),
      KG.el(
        "dl",
        { class: "steps" },
        lost.map(({ land, groups }) => [
          KG.el("dt", {}, KG.named(land)),
          KG.el(
            "dd",
            {},
            groups.map((group) => KG.button(words(group), () => KG.openEdge(group), { class: "step" })),
          ),
        ]),
      ),
    );
  }

  KG.resetMap = () => Object.assign(view, { scale: 0 });

  let parts = null;
  const size = () => [parts.drawing.clientWidth, parts.drawing.clientHeight];
  const refit = () => {
    fit(
      shown.filter((one) => one.where).map((one) => one.where.point),
      ...size(),
    );
    draw(parts.drawing);
  };

  /** The frame of the view, made once: what changes is drawn into its parts. */
  function frame(place) {
    prepare();
    const drawing = make();
    const also = KG.button("Events too", () => {
      events = !events;
      also.setAttribute("aria-pressed", String(events));
      KG.showMap(place, KG.current);
    });
    also.setAttribute("aria-pressed", "false");
    parts = {
      drawing,
      until: KG.untilSlider(),
      legend: KG.el("div", { class: "maplegend" }),
      below: KG.el("div"),
    };
    KG.fill(
      place,
      KG.el(
        "div",
        { class: "row wrap" },
        KG.el("h2", {}, "Who holds, takes or claims which land"),
        KG.el(
          "div",
          { class: "tools", role: "group", "aria-label": "Map" },
          also,
          KG.button("+", () => zoom(drawing, 1.5), { "aria-label": "Zoom in" }),
          KG.button("−", () => zoom(drawing, 1 / 1.5), { "aria-label": "Zoom out" }),
          KG.button("Fit", refit),
          KG.pictureButtons(
            "map",
            () => drawing,
            () => parts.legend,
          ),
        ),
      ),
      parts.legend,
      KG.el("div", { class: "sheet mapsheet" }, drawing),
      parts.until && parts.until.element,
      parts.below,
      KG.el("p", { class: "note" }, NOTE),
    );
  }

  KG.showMap = function (place, sieve, state) {
    if (!KG.hasMap) return KG.fill(place, KG.el("p", { class: "none" }, NOWHERE));
    if (!parts) frame(place);
    shown = collect(sieve);
    KG.fill(parts.legend, legend());
    KG.fill(parts.below, elsewhere());
    if (parts.until) parts.until.show(state || KG.state);
    if (!view.scale) fit(everything(), ...size());
    return draw(parts.drawing);
  };

  window.addEventListener("resize", () => {
    if (parts && KG.state.view === "map") draw(parts.drawing);
  });
})();
