"use strict";
/* The page's data, read once from the two JSON blocks and joined into plain objects. */
(function () {
  const read = (id) => JSON.parse(KG.byId(id).textContent);
  const data = read("kg-data");
  const drawn = read("kg-network");

  KG.title = data.title;
  KG.note = data.note;
  KG.nodeKinds = data.nodeKinds;
  KG.factKinds = data.factKinds;
  KG.stances = data.stances;
  KG.leftOut = data.leftOut;
  KG.articles = data.articles;
  KG.articles.forEach((article, at) => {
    article.at = at;
    article.source = article.publisher || article.title || article.name;
    KG.published = KG.published || Boolean(article.publisher);
    article.sentences = [];
  });

  KG.sentences = data.sentences.map(([article, begin, text], at) => {
    const sentence = { at, begin, text, article: KG.articles[article], marks: [] };
    sentence.article.sentences.push(sentence);
    return sentence;
  });

  KG.nodes = data.nodes.map((node, at) => ({
    ...node,
    at,
    kind: KG.nodeKinds[node.kind],
    facts: [],
    edges: [],
  }));
  const nodeAt = (at) => (at < 0 ? null : KG.nodes[at]);

  KG.facts = data.facts.map((fact, at) => {
    const evidence = fact.evidence.map(([sentence, start, end, certainty, rule]) => ({
      sentence: KG.sentences[sentence],
      article: KG.sentences[sentence].article,
      start,
      end,
      certainty,
      rule: data.rules[rule] || "",
    }));
    return {
      ...fact,
      at,
      evidence,
      kind: KG.factKinds[fact.kind],
      stance: fact.stance < 0 ? null : KG.stances[fact.stance],
      by: nodeAt(fact.by),
      node: nodeAt(fact.node),
      parts: fact.parts.map(([role, property, text, node]) => ({ role, property, text, node: nodeAt(node) })),
      certainty: Math.max(0, ...evidence.map((one) => one.certainty)),
      sources: KG.independent(evidence),
      edges: [],
    };
  });
  for (const fact of KG.facts) {
    for (const one of fact.evidence) one.sentence.marks.push({ fact, start: one.start, end: one.end });
    const ends = new Set([fact.node, fact.by, ...fact.parts.map((part) => part.node)]);
    for (const node of ends) if (node) node.facts.push(fact);
  }

  KG.edges = drawn.edges.map((edge, at) => ({
    at,
    from: KG.nodes[edge.from],
    to: KG.nodes[edge.to],
    style: edge.style,
    said: edge.said,
    label: edge.label,
    facts: edge.facts.map((fact) => KG.facts[fact]),
  }));
  for (const edge of KG.edges) {
    edge.from.edges.push(edge);
    if (edge.to !== edge.from) edge.to.edges.push(edge);
    for (const fact of edge.facts) fact.edges.push(edge);
  }
  KG.narrow = () => innerWidth < 700;
  for (const { id, x, y, phone } of drawn.nodes)
    Object.assign(KG.nodes[id], KG.narrow() ? { x: phone[0], y: phone[1] } : { x, y });

  KG.home = new Map(KG.nodes.map((node) => [node, { x: node.x, y: node.y }]));

  KG.nodeById = new Map(KG.nodes.map((node) => [node.id, node]));
  KG.factById = new Map(KG.facts.map((fact) => [fact.id, fact]));
  KG.articleByName = new Map(KG.articles.map((article) => [article.name, article]));
})();
