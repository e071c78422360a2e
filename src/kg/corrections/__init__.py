"""What people decided about a graph, replayed at every build: `corrections.csv`.

    lines       the file: one line a decision, read, checked and added to
    references  which entity "person: Voss @ a.txt" is
    fields      what a fact is known by: its kind, and its fields as the named questions call them
    entities    same and different: the entities of all articles under other keys
    facts       reject and edit: the facts of the corpus without what was wrong
    built       an entity or a fact of a built graph as such a line names it

A line names what was read by its content, never by an address: it holds after another build, with
other articles beside, and with another language model. What no longer applies is told.
"""
