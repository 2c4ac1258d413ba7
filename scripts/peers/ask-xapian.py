# Xapian through its Python binding: builds an index of the lines on standard input, or answers each of them.
#
#     ask-xapian.py build AT WEIGHTS    {"id", "title", ...} a line
#     ask-xapian.py ask AT              the words of a question, a line; ten ids, best first, a line

import json
import sys

import xapian

_, job, at, *rest = sys.argv
stem = xapian.Stem("english")

if job == "build":
    weights = json.loads(rest[0])
    database = xapian.WritableDatabase(at, xapian.DB_CREATE_OR_OVERWRITE)
    terms = xapian.TermGenerator()
    terms.set_stemmer(stem)
    terms.set_stemming_strategy(xapian.TermGenerator.STEM_ALL)
    for line in sys.stdin:
        article = json.loads(line)
        document = xapian.Document()
        document.set_data(article["id"])
        terms.set_document(document)
        for field, weight in weights.items():
            terms.index_text_without_positions(article[field], weight)
        database.add_document(document)
    database.commit()
else:
    database = xapian.Database(at)
    enquire = xapian.Enquire(database)
    enquire.set_weighting_scheme(xapian.BM25Weight(1.2, 0, 1, 0.75, 0.5))
    for line in sys.stdin:
        words = sorted({stem(word) for word in line.split()})
        enquire.set_query(xapian.Query(xapian.Query.OP_OR, words))
        ids = [match.document.get_data().decode() for match in enquire.get_mset(0, 10)]
        print(" ".join(ids), flush=True)
