// The page to ask on: named questions, a query, its answer as a table. All that the graph says is set as text.
"use strict";
const at = (id) => document.getElementById(id);
let named = {};

function element(name, text, parent) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  parent.append(made);
  return made;
}

function address(value) {
  try {
    const url = new URL(value);
    return ["http:", "https:"].includes(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

function cell(row, term) {
  const made = element("td", "", row);
  if (!term) return;
  const url = term.type === "uri" && address(term.value);
  const shown = element(url ? "a" : "bdi", term.value, made);
  if (url) {
    shown.href = url.href;
    shown.rel = "noreferrer";
  }
}

function table(answer) {
  const made = element("table", "", at("answer"));
  const head = element("tr", "", element("thead", "", made));
  answer.head.vars.forEach((name) => element("th", name, head));
  const body = element("tbody", "", made);
  for (const binding of answer.results.bindings) {
    const row = element("tr", "", body);
    answer.head.vars.forEach((name) => cell(row, binding[name]));
  }
  at("state").textContent = `${answer.results.bindings.length} rows`;
}

function show(text, type) {
  const answer = type.includes("json") && at("form").selectedIndex === 0 ? JSON.parse(text) : null;
  if (answer && answer.results) return table(answer);
  at("state").textContent = "";
  element("pre", answer ? String(answer.boolean) : text, at("answer"));
}

async function ask() {
  at("answer").replaceChildren();
  at("state").textContent = "…";
  try {
    const accept = at("form").value;
    const body = new URLSearchParams({ query: at("query").value });
    const answer = await fetch("/sparql", { method: "POST", headers: { Accept: accept }, body });
    show(await answer.text(), answer.ok ? answer.headers.get("content-type") : "");
  } catch (error) {
    at("state").textContent = String(error);
  }
}

function choose() {
  const chosen = named[at("question").value];
  at("help").textContent = chosen ? chosen.help : "";
  if (chosen) at("query").value = chosen.query;
}

async function start() {
  named = await (await fetch("/questions.json")).json();
  Object.keys(named).forEach((name) => (element("option", name, at("question")).value = name));
  at("question").addEventListener("change", choose);
  at("ask").addEventListener("click", ask);
}

start();
