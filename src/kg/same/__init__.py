"""What is the same across articles, and what speaks against what: for `kg.resolve`.

    things      entities whose names differ      (spelling, likeness, company)
    plans       proposals told in other words    (concepts, company, sides)

Nothing here knows of RDF, or of how an article was read.
"""
