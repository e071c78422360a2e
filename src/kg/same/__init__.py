"""What is the same across articles, and what speaks against what: for `kg.resolve`.

    things      entities whose names differ      (spelling, likeness, company)
    plans       proposals told in other words    (concepts, company, sides)
    stands      which proposals positions are on
    matters     issues that positions put in other words
    happenings  events that several tell
    opposed     facts that contradict each other (tallies)
    revised     positions that have changed      (ties)

Nothing here knows of RDF, or of how an article was read.
"""
