# The interface's words in English. One message per sentence; particulars in braces.
# Keys begin with the page or the room that says them.

room-name = Reading Room
# The program's name, which is the same in every language.
program-name = Reading Room

## Every page

skip-to-content = Skip to the content
nav-main = Main
nav-footer = More
nav-documents = Documents
nav-archives = Archives
nav-timeline = Timeline
nav-people = People
nav-terms = Abbreviations
nav-about = About
nav-ingest = Ingest report
nav-accessibility = Accessibility
nav-feed = Feed of additions
nav-corrections = Feed of corrections

## How the room looks: what a reader can choose

settings = Display
setting-theme = Colours
setting-theme-usual = as the system has them
setting-theme-light = light
setting-theme-dark = dark
setting-size = Letters
setting-size-small = small
setting-size-usual = normal
setting-size-large = large
setting-size-larger = larger
setting-width = Lines
setting-width-narrow = narrow
setting-width-usual = normal
setting-width-wide = wide
setting-notes = Notes
setting-notes-usual = beside the text
setting-notes-inline = in the text
setting-notes-hidden = hidden

## The foot of every page

footer-words = Texts stand here as they were captured. What is inferred says so, and the untouched capture is one step away.
# The language and region of these words, as previews in other places name it.
locale = en_US
format-json = JSON
format-csv = CSV
format-ris = RIS
format-bibtex = BibTeX
format-csl = CSL-JSON
format-jsonld = JSON-LD
format-zotero-rdf = Zotero RDF
format-markdown = Markdown
format-epub = EPUB
format-text = Plain text
format-tei = TEI
format-atom = Atom feed
format-all = { $format }, all { $count }
format-first = { $format }, the first { $most } of { $count }

## Keys, and the date of reading on paper

keys-link = Keyboard
keys-title = Keys for reading
key-view = next view of the texts
key-notes = notes beside the text, in the line, hidden
key-paragraph = next and previous paragraph
key-hit = next and previous hit
key-document = previous and next document
key-search = to the search box
key-list = this list
keys-remark = They rest while you type, and work with a Korean layout too.
keys-on = These keys are on
keys-close = Close
print-read-on = Read on { $date }.

## E-books

book-contents = Contents
book-description = Description
book-citation = How to cite
book-from = From { $room }:
book-licence = Licence stated by the group:
book-provenance = Taken from { $room }, made there from the file { $file }, SHA-256 { $sha256 }. Address of this edition:
book-date-described = What it describes
book-date-drafted = Drafted
book-date-registered = Registered
book-date-received = Received
book-date-period = Period covered
book-choice = { $count ->
    [one] 1 document
   *[other] { $count } documents
}

## Numbers, dates, sizes

number-1 = one
number-2 = two
number-3 = three
number-4 = four
number-5 = five
number-6 = six
number-7 = seven
number-8 = eight
number-9 = nine
number-10 = ten
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
date-undated = undated
# Parts of a date: a day or a span within a year, and the year around it. $style is "words" where a
# span stands in a sentence, "short" elsewhere.
date-day = { $day } { $month }
date-in-year = { $date } { $year }
date-year = { $year }
date-days = { $style ->
    [words] { $day } to { $last } { $month }
   *[short] { $day }–{ $last } { $month }
}
date-months = { $style ->
    [words] { $from } to { $to }
   *[short] { $from }–{ $to }
}
date-years = { $style ->
    [words] { $from } to { $to }
   *[short] { $from }–{ $to }
}
date-span = { $style ->
    [words] { $from } to { $to }
   *[short] { $from } – { $to }
}
date-and-time = { $date }, { $time } UTC
size-bytes = { $n ->
    [one] 1 byte
   *[other] { $count } bytes
}

## Languages, by BCP 47 tag

language-ar = Arabic
language-be = Belarusian
language-bg = Bulgarian
language-cs = Czech
language-da = Danish
language-de = German
language-el = Greek
language-en = English
language-es = Spanish
language-et = Estonian
language-fa = Persian
language-fi = Finnish
language-fr = French
language-he = Hebrew
language-hi = Hindi
language-hr = Croatian
language-hu = Hungarian
language-hy = Armenian
language-id = Indonesian
language-it = Italian
language-ja = Japanese
language-ka = Georgian
language-kk = Kazakh
language-ko = Korean
language-lt = Lithuanian
language-lv = Latvian
language-mk = Macedonian
language-mn = Mongolian
language-nl = Dutch
language-no = Norwegian
language-pl = Polish
language-pt = Portuguese
language-ro = Romanian
language-ru = Russian
language-sh = Serbo-Croatian
language-sk = Slovak
language-sl = Slovenian
language-sq = Albanian
language-sr = Serbian
language-sv = Swedish
language-th = Thai
language-tr = Turkish
language-uk = Ukrainian
language-und = language not determined
language-ur = Urdu
language-uz = Uzbek
language-vi = Vietnamese
language-zh = Chinese
language-zh-Hans = Chinese (simplified)
language-zh-Hant = Chinese (traditional)

## What the room holds, in one sentence

coverage-sentence = { $words }.
coverage-clauses = { $first }; { $second }
coverage-empty = No documents yet
being-read = { $n ->
    [one] This room is being filled for the first time: 1 document has come in so far, and more follow. Lists, counts and searches cover what is there.
   *[other] This room is being filled for the first time: { $count } documents have come in so far, and more follow. Lists, counts and searches cover what is there.
}
coverage-documents = { $n ->
    [one] 1 document
   *[other] { $count } documents
}
coverage-archives = { $n ->
    [one] from one archive
   *[other] from { $count } archives
}
coverage-all-in = { $n ->
    [one] in { $language }
   *[other] all in { $language }
}
coverage-also-in = { $n ->
   *[other] { $count } also in { $language }
}
coverage-in = { $count } in { $language }
coverage-undetermined = a language not determined
coverage-more-languages = { $n ->
   *[other] and in { $count } more languages
}
coverage-undated = { $count } undated
coverage-all-undated = { $n ->
    [one] undated
   *[other] all undated
}

## Front page

front-documents = The documents
front-often = Often named
front-begin = Where to begin reading
front-reading = How to read here
front-collection = About this collection
front-collection-more = More about this collection
begin-chosen = Chosen by the editors
begin-first = The first by date
begin-languages = Texts in the most languages
front-empty = This room has no documents yet. Put captures into its seeds folder and they appear here by themselves.
front-all = All documents in order of date
front-years = By year
front-archives = By archive
front-more-archives = { $count ->
    [one] One more archive, to be chosen in the list of all documents
   *[other] { $count } more archives, to be chosen in the list of all documents
}
front-recent = Added or corrected last
front-recent-when = Added or changed { $when }: see its history

## Lists

group-undated = Undated
group-year-only = { $year }, month not stated
list-date-conversation = conversation { $date }
list-date-described = describes { $date }
list-date-drafted = drafted { $date }
list-date-registered = registered { $date }
list-date-received = received { $date }
list-date-period = covers { $date }
entry-by = By
entry-names = Names
entry-inferred = inferred
entry-absent = The source file has been absent since { $since }.

## Feeds

feed-room = Documents added or changed
feed-room-json = Documents added or changed (JSON Feed)
feed-corrections = Corrections
feed-title = { $title } · { $room }
feed-last = { $n ->
    [one] The document added or changed last, of { $total }.
   *[other] The { $count } documents added or changed last, of { $total }.
}
corrections-title = Corrections in { $room }
corrections-words = Editions that replaced others, what the editors state beside the sources, and documents that were withdrawn.
correction-replaced = New edition: { $title }
correction-replaced-words = Edition { $edition } replaces { $before }, which stays readable under its own address. The related page tells what differs.
correction-stated = Stated by the editors: { $title }
correction-stated-words = { $field }: { $value } ({ $evidence })
correction-withdrawn = Withdrawn: { $title }
correction-withdrawn-words = { $reason } ({ $by })
correction-restored = No longer withdrawn: { $title }
correction-restored-words = The document can be read again.

## Selection

selection-title = Chosen documents
selection-total = { $n ->
    [0] No document chosen
    [one] One document
   *[other] { $count } documents
}
selection-choose = Choose
selection-submit = Cite or save the chosen documents
selection-how = Tick documents in a list, then press the button below it. They are cited, saved and printed together here, and the address of the page holds your choice.
selection-style = Style
selection-citations = Citations
selection-save = Save
selection-documents = Documents
selection-remove = Remove
selection-more = Choose from all documents
selection-with-texts = Show the texts too, to print them together
selection-without-texts = Without the texts
selection-texts-most = The texts of at most { $count } documents are shown together.
selection-withdrawn = The document { $id } was withdrawn.
selection-why = Why
selection-unknown = No document is called so: { $ids }.
selection-beyond = At most { $count } documents can be chosen at once; the others were left out.

## OpenSearch

opensearch-description = Search the texts of { $room }, in English and Korean

## Listing

listing-title = Documents
listing-total = { $n ->
    [0] No documents yet.
    [one] 1 document, in order of date.
   *[other] { $count } documents, in order of date.
}
listing-matching = { $n ->
    [0] No document matches.
    [one] 1 document matches.
   *[other] { $count } documents match.
}
listing-nothing = Nothing stands here. Remove a filter to see more.
listing-pages = Pages of the listing
listing-previous = Earlier documents
listing-next = Later documents
filter-legend = Narrow the list; dates as 1957, 1957-05 or 1957-05-23
filter-year = Year
filter-from = From
filter-to = To
filter-archive = Archive
filter-language = Language
filter-person = Person
filter-any = any
filter-choice = { $value } ({ $count })
filter-apply = Show
filter-active = Shown are only
filter-remove = remove this filter
filter-clear = Show all
filter-active-from = from { $value }
filter-active-to = up to { $value }
filter-active-year = year { $value }
filter-active-archive = archive { $value }
filter-active-language = in { $value }
filter-active-person = naming { $value }

## Archives

archives-title = Archives
archives-words = Where the documents are kept, by what their sources state. An archive known by an abbreviation and by its full name stands here twice: that both are one is not guessed.
archives-way = Place in the archives
archives-empty = No document of this room names an archive.
archives-unplaced = { $n ->
    [one] One document names no archive.
   *[other] { $count } documents name no archive.
}
unit-total = { $n ->
    [one] 1 document.
   *[other] { $count } documents.
}
unit-below-fond = Fonds
unit-below-opis = Inventories (opisi)
unit-below-papka = Folders (papki)
unit-below-delo = Files (dela)
unit-own = { $n ->
    [one] 1 document whose reference names no more than this
   *[other] { $count } documents whose reference names no more than this
}
unit-own-file = Documents of this file, by leaf
unit-own-alone = Documents
unit-fond = Fond { $value }
unit-opis = Inventory (opis) { $value }
unit-papka = Folder (papka) { $value }
unit-delo = File (delo) { $value }
unit-fond-unstated = Fond not stated
unit-opis-unstated = Inventory (opis) not stated
unit-papka-unstated = Folder (papka) not stated
unit-delo-unstated = File (delo) not stated
unit-listing = Documents of this archive by date
unit-leaves = { $many ->
    [yes] Leaves { $leaves }
   *[no] Leaf { $leaves }
}
unit-leaves-unstated = Leaves not stated
unit-leaves-shared = { $n ->
    [2] Leaves { $leaves } are cited for both; probably the whole journal (inferred). Each entry’s own leaves are not stated.
   *[other] Leaves { $leaves } are cited for { $count } documents; probably the whole journal (inferred). Each entry’s own leaves are not stated.
}
unit-leaves-shared-other = { $n ->
    [2] Leaves { $leaves } are cited for both; probably a larger whole (inferred). Each document’s own leaves are not stated.
   *[other] Leaves { $leaves } are cited for { $count } documents; probably a larger whole (inferred). Each document’s own leaves are not stated.
}
unit-leaves-captures = These are captures of one record.
unit-leaves-stated = Placed here by leaves that the editors state, not the source.
unit-date-stated = Placed here by the date { $date }, which the editors state, not the source.
unit-next = Further documents
unit-beginning = From the beginning

## Timeline

timeline-title = Timeline
timeline-total = { $n ->
    [0] No document of this room has a date.
    [one] 1 dated document.
   *[other] { $count } dated documents.
}
timeline-undated = { $n ->
    [one] One more is undated.
   *[other] { $count } more are undated.
}
timeline-by-month = { $n ->
    [one] Documents by month; each bar is 1 document.
   *[other] Documents by month; the tallest bar is { $count } documents.
}
timeline-by-year = { $n ->
    [one] Documents by year; each bar is 1 document.
   *[other] Documents by year; the tallest bar is { $count } documents.
}
timeline-lanes = Lines below are times of several days that documents describe or cover.
timeline-bar = { $n ->
    [one] { $time }: 1 document
   *[other] { $time }: { $count } documents
}
timeline-table = The same as a table
timeline-when = When
timeline-documents = Documents
timeline-spans = Times of several days
timeline-more-spans = { $n ->
    [one] The longest ones; 1 more is not shown.
   *[other] The longest ones; { $count } more are not shown.
}
front-timeline = Over time

## Search

search-label = Search all texts, in English and Korean
search-placeholder = Search the texts
search-submit = Search
search-title = Search
search-title-of = “{ $query }”, search
search-feed-title = “{ $query }” in { $room }
search-total = { $n ->
    [0] No document found
    [one] One document
   *[other] { $count } documents
}
search-more-paragraphs = { $n ->
    [one] one more paragraph
   *[other] { $count } more paragraphs
}
search-paragraph = Paragraph { $n }
search-sort = Order
search-sort-relevance = best first
search-sort-date = earliest first
search-sort-newest = latest first
search-sort-changed = last added first
search-also = Also searched: { $forms }.
search-also-rest = { $n ->
    [one] and one more spelling
   *[other] and { $count } more spellings
}
search-exactly = Search exactly as typed
search-choice = “{ $name }” is the name of more than one entry. Only:
search-spellings = Did you mean
search-way-wide = The results are narrowed.
search-way-wide-link = Search everything
search-way-quotes = Words in quotation marks are found only side by side; try without the marks.
search-way-fewer = Every word must stand in the document; try fewer words, or put OR between them.
search-way-beginning = Try the beginning of a word with an asterisk: Malenk*.
search-way-browse = Or look through
search-way-browse-link = all documents
search-notice-condition = “{ $field }:{ $value }” was left out: it is no { $field } that the room knows.
search-notice-field = “{ $field }:{ $value }” was left out: there is no field “{ $field }”. In quotation marks it is searched as words.
search-notice-exclusions = Only exclusions were given; add a word to look for.
search-notice-cut = The search was cut to 512 characters and 32 words.
search-change-particles = Nothing has { $typed }; searched instead: { $sought }.
search-change-dates = No document names this day or month ({ $dates }); searched for the words instead.
search-change-any-word = No document has all these words; these have any of them.
search-help = How to search
search-help-words = plenum factional
    .words = Documents with both words, in any form: faction, factions, factional.
search-help-phrase = "August plenum"
    .words = Words side by side. Names in quotation marks are found only as they are typed.
search-help-exclude = plenum -August
    .words = Without a word.
search-help-or = Latsis OR Zverev
    .words = Either of them.
search-help-prefix = Malenk*
    .words = Words that begin so.
search-help-names = Ho Ka I, 허가이
    .words = Every spelling of a known name finds all of them, in Latin letters and in Hangul.
search-help-dates = 10 February 1957, 1956년 8월
    .words = A date finds every way to write it: 10.II.1957, 1957-02-10.
search-help-fields = year:1955..1957 lang:ko person:"Nam Il"
    .words = Narrowed by year, before, after, lang, person, place, archive, type, title.
facets = Narrow the results
facet-year = Year
facet-archive = Archive
facet-language = Language
facet-person = Person
facet-people-left-out = Narrow the search to see who is named.
facet-rest = { $n ->
    [one] and one more
   *[other] and { $count } more
}

# The bar under a document that a search led to
hit-bar = What the search found
hit-bar-at = Hit { $n } of { $total }
hit-bar-total = { $n ->
    [0] No hit in the text
    [one] One hit
   *[other] { $count } hits
}
hit-bar-previous = Previous hit
hit-bar-next = Next hit
hit-bar-first = First hit
hit-bar-document-before = Previous document
hit-bar-document-after = Next document
hit-bar-results = All results
hit-bar-without = Without marks

## Document page

document-untitled = Untitled document ({ $name })
document-textless = The source holds no text for this record.
byline-author = { $name }
byline-author-inferred = { $name } (inferred)
summary-whose = Summary by the source site
tools-views = View
tools-source = Source file
view-both = Both
view-both-with = Both: { $language }
view-interleaved = Interleaved
view-interleaved-with = Interleaved: { $language }
outline-heading = Contents of the text
marks-here = How this text is marked
marks-all = All marks that there are
# Who says what a mark is
mark-whose-source = So the source itself says.
mark-whose-room = The bracket is the source’s; what it is for, we infer.
mark-whose-open = The bracket is the source’s; what it is for, we leave open.
# The line above a place that an address names
here-paragraph = paragraph { $n } of { $of }
here-paragraph-in = { $language } paragraph { $n } of { $of }
here-note = note { $n } of { $of }
here-cite = address to cite
here-citations = Cite this paragraph
here-beginning = from the beginning
keep-title = Cite and save
cite-heading = Cite
cite-given = As the source cites it
cite-given-words = The source’s own citation, word for word as captured; nothing in it was checked or mended.
cite-given-test-host = The address marked in it is that of a test server, not of an archive: do not cite it.
cite-paragraphs = To cite a paragraph, press its number in the margin.
cite-author-inferred = { $name } as the author is inferred, from the { $evidence }
cite-publisher-inferred = { $name } as the publisher is inferred, from the { $evidence }
cite-stated = Stated by the editors, not by the source: { $fields }
copy-citation = Copy
copy-done = Copied
copy-failed = Could not copy
copy-with-reference = Copy with reference
save-heading = Save
save-texts = The whole document
save-description = The record, for reference managers and catalogues
heading-text = Text
heading-description = Archival description
heading-related = Related documents
heading-provenance = Provenance
related-same-record = Another capture of this record: the same date, title and reference
related-journal-entry-before = The entry before in the same journal: the same author, the same title but for its date
related-journal-entry-after = The entry after in the same journal: the same author, the same title but for its date
related-date-named-here = The text above names its date, { $day }
related-date-named-there = Its text names the date of this document, { $day }
related-same-leaves = In the same archive file, the same leaves cited
related-same-file = In the same archive file
related-same-people = { $n ->
    [one] The same person within 30 days
   *[other] The same { $n } people within 30 days
}
no-counterpart = no counterpart
neighbours = Documents by date
neighbour-previous = Previous by date
neighbour-next = Next by date
column-translated-for = { $language } translation, { $translator } for { $project }
column-translated = { $language } translation, { $translator }
column-translator-unknown = { $language } translation, translator not stated
column-text = { $language } text
column-alone = { $language } text, translator not stated
column-undetermined = Text, language not determined
column-inferred = { $head } (inferred)
column-credit-inferred = The source’s credit names no language; that it means this text is inferred.
column-line-breaks-lost = Line breaks were lost in the capture.

# Archival description
field-title = Title
field-date = Date
field-dates = Further dates
field-author = Author
field-archive = Archive
field-source = Reference
field-levels = Levels of the reference
level-fond = fond { $value }
level-opis = opis (inventory) { $value }
level-papka = papka (folder) { $value }
level-delo = delo (file) { $value }
level-listy = listy (leaves) { $value }
field-original-language = Language of the original
field-document-type = Kind of document
field-translator = Translator
field-obtained-by = Obtained by
field-record-id = Record number of the source site
field-source-url = Address given by the source
field-citation-as-given = Citation given by the source
field-source-raw = Source line as it stands
field-funders = Made possible by
field-rights = Rights statement of the source site
field-summary = Summary
field-leaves-of-journal = the same leaves are cited for another document; probably the whole journal (inferred); this entry’s own leaves are not stated
field-leaves-of-more = the same leaves are cited for another document; probably a larger whole (inferred); this document’s own leaves are not stated
field-stated = stated by the editors: { $by }, { $on }. { $because }
field-not-stated = not stated in the source

# Plain text
text-line = { $label }: { $value }
text-inferred = { $value } (inferred)
text-stated = { $value } (stated by the editors)
text-credit = { $credit } ({ $language })
text-publisher = Published by
text-address = Address
text-paragraphs = Paragraphs
text-paragraphs-how = the line above each begins with ¶ and gives its place; to cite it, put a slash and the place behind the document’s address
text-licence = Licence
text-note-of = Note of

# TEI
tei-translated = translated into { $language }
tei-translated-for = translated into { $language } for { $project }
tei-obtained = obtained the document
tei-encoded = encoded what the source gives, and inferred what is marked so
tei-states = states what is marked so
tei-edition = Edition { $edition }
tei-taken-in = Edition { $edition } taken in; its source’s SHA-256 is { $sha256 }
tei-statement = { $field }: { $value }. Stated by { $by }, { $day }. { $because }
tei-practice = The words stand as they were captured. Square brackets are the source’s and part of the words; elements say what they were taken for. Numbers of paragraphs are those of the permanent addresses. What is inferred has a degree of certainty and says from what. Texts are aligned by order, length and names, by a program.

# Where a date was read
read-from-date-line = date line
read-from-citation = citation
read-from-front-matter = front matter
read-from-title = title
read-from-letterhead = letterhead
read-from-stamp = stamp
read-from-signature = signature
date-role-described = { $date }: what it describes took place
date-role-drafted = { $date }: drafted
date-role-registered = { $date }: registered
date-role-received = { $date }: received
date-role-period = { $date }: period covered
date-as-printed = printed “{ $printed }” ({ $place })
inferred-from = inferred from { $evidence }
evidence-at = { $place }: { $words }
translator-alone = { $translator }
translator-for = { $translator } for { $project }
translator-of = { $language }: { $translator }
translator-of-for = { $language }: { $translator } for { $project }

# Provenance
provenance-words = This page was made from one file, kept byte for byte.
provenance-source = See the file as it is
provenance-file = File
provenance-original-name = Name when captured
provenance-size = Size
provenance-sha256 = SHA-256 of the file
provenance-text-sha256 = SHA-256 of the text as read
provenance-taken-in = Taken in
provenance-version = Read by
provenance-encoding = Encoding
provenance-layout = Read as
provenance-address = Address of this edition
provenance-editions = Editions
provenance-findings = What was odd in the file
edition-current = current
edition-shown = shown here
layout-a1 = capture of the 2022 site, thinned (A1)
layout-a2 = capture of the 2022 site, full (A2)
layout-a3 = capture of the 2022 site, tight (A3)
layout-a4 = capture of the 2022 site without its skip line (A4)
layout-b0 = capture of the 2012 site, thinned (B0)
layout-b1 = capture of the 2012 site, full (B1)
layout-b2 = capture of the 2012 site, collapsed (B2)
layout-b3 = capture of the 2012 site, bare (B3)
layout-c1 = print of the 2012 site (C1)
layout-c2 = print of the 2022 site (C2)
layout-markdown = Markdown
layout-unknown = plain lines, layout not known

## Styles of citation

style-archival-note = Archival note
style-chicago-note = Chicago, note
style-chicago-short-note = Chicago, shortened note
style-chicago-bibliography = Chicago, bibliography
style-mla = MLA
style-apa = APA

## Source page

source-title = Source of { $title }
source-kicker = Source file
source-words = The file as it was captured, line by line. Nothing is left out and nothing is mended.
source-document = The document
source-raw = The file itself

## Notices

notice-earlier-edition = This is an earlier edition, { $edition }, taken in on { $since } and current until { $until }.
notice-current-edition = Read the current edition.
notice-absent = The source file { $file } has been absent since { $since }. What it held is kept here.
notice-parameter = In the address, { $name } = “{ $value }” cannot be read and was left out.
notice-view-unfit = This document has no view “{ $view }”; it is shown as usual.
notice-edition-unknown = This document never had an edition { $hash }. The current one is shown.
notice-passage-changed = The passage cited has changed since. The edition cited is shown.
notice-passage-nearest = Go to the nearest passage of the current edition.

## Ingest report

ingest-title = Ingest report
ingest-pages = Pages of the report
ingest-next = Further files
ingest-words = What became of each file of the seeds folder when it was last read.
ingest-sums = { $files }: { $outcomes }.
ingest-files = { $n ->
    [one] 1 file
   *[other] { $count } files
}
ingest-accepted = { $count } accepted
ingest-refused = { $count } refused
ingest-ignored = { $count } ignored
ingest-file = File
ingest-outcome = Outcome
ingest-remarks = Remarks
ingest-line = line { $line }:
ingest-absent = Documents whose file is absent
ingest-absent-words = Missing is not withdrawn: these documents stay where they are. To withdraw one, add the line given to redirects.toml, with its reason, who decided and on which day.
ingest-absent-file = { $file }, absent since { $since }.
outcome-accepted = accepted
outcome-findings = accepted with findings
outcome-refused = refused
outcome-ignored = ignored

## About

about-title = About this room
about-what = This is a reading room for historical documents in translation. Each can be read, in its languages side by side where there are several, with all that is known about where it comes from, and cited to the paragraph.
about-contents = On this page
about-reading = How to read here
about-reading-find = Documents stand in the order of their dates, by archive down to the file, on the timeline, and with each person whom they name. The search looks through all languages together and finds a name in whatever spelling a text prints it.
about-reading-views = A document with two texts is shown side by side, paragraph beside paragraph; one text alone can be chosen above it. On a narrow window the paragraphs follow each other.
about-reading-notes = Notes of translators and editors carry numbers. They stand beside the text, or below the paragraph on a narrow window; they can stand in the line instead, or be hidden.
about-reading-choices = Language, theme, size of the text, width of the lines and place of the notes are chosen above every page. Links take the choice along, so that it holds without cookies and without a script.
about-reading-people = Below each document stand the people, places and abbreviations that occur in it, with the numbers of the paragraphs, and the documents that belong to it, with the reason.
about-keys = Keys
about-keys-words = On the page of a document these keys lead through the text. They are an addition: everything that they do, links do too.
about-keys-off = They rest while you type in a field, and a Korean keyboard layout does not hinder them. The list of keys has a switch that turns them off; the choice stays in this browser.
about-texts-words = Every document is shown as its source file gives it: words, brackets, spellings and misprints. Where a document stands in several languages, paragraphs that say the same stand side by side; which belong together was worked out by the program and may err.
about-captures = The files are captures of web pages. Some ways of capturing lost lines of a single word and lines in capitals, so that headings, stamps, letterheads and signatures may have gaps, and a field of the description may be empty that the source site filled. What was lost is not guessed at.
about-marks = How the texts are marked
about-marks-words = Square brackets are the translators’ and stay as printed. Notes are numbered and set beside the text; copying takes what stands in the line, notes only where they are shown there.
mark-expansion = letters that complete an abbreviation
mark-spelling = another spelling of the name before it
mark-supplied = words supplied by the translator
mark-original-word = the word of the original
mark-uncertain = a doubtful reading
mark-illegible = what could not be read
mark-handwritten = what was written by hand
mark-note = a note of the translator or editor
mark-stamp = a stamp on the original, as the source describes it; the box is ours
mark-unclassified = a bracket whose kind cannot be told
about-three = Stated, inferred, not stated
about-three-words = The archival description of each document tells three things apart: what the source states; what the program infers, always with its evidence; and what is not stated in the source, which may mean that the capture lost it.
about-files = Files and editions
about-citing = Citing
about-citing-words = Every document and every paragraph has an address that will not change; click a paragraph’s number in the margin to get it. The address carries the edition, so that a reader finds the words that you read even if the document is corrected later.
about-citing-how = The panel “Cite and save” of a document has its citation ready, first as archives are cited, then after Chicago, MLA and APA, and files for reference managers. Several documents can be chosen in a list and cited together.
about-provenance = Where things come from
about-provenance-words = Each document names the file that it was made from, with its checksum, when it was taken in and by which version of the program. The untouched file can be read and downloaded. Earlier editions stay readable.
verified-well = { $sources } and { $texts } were compared with their checksums on { $time }; nothing was damaged.
verified-damaged = { $sources } and { $texts } were compared with their checksums on { $time }; { $problems }, and the room’s log says which.
verified-sources = { $n ->
    [one] 1 source
   *[other] { $count } sources
}
verified-texts = { $n ->
    [one] 1 text
   *[other] { $count } texts
}
verified-problems = { $n ->
    [one] 1 of them was damaged
   *[other] { $count } of them were damaged
}
about-rights = Rights
about-rights-words = The documents remain under the terms of their sources; the rights statement that a source site gives stands with each document. This room claims no rights in them.
about-licence = The room gives its own records and descriptions away under this licence:
about-contact = Errors
about-contact-words = Tell of an error, or of anything that is missing, here:
about-program = The program
about-program-words = Reading Room { $version }, free software. It sets no cookies, asks no third party for anything and needs no script.
about-listing-as = The listing as

## Accessibility

access-title = Accessibility
access-what = What this room does so that everyone can read in it, what was tested, and what was not.
access-tested = What is tested
access-tested-words = The aim is WCAG 2.2, level AA. Before each release the program’s tests open pages of every kind in Chromium: front page, listing, documents in several views, search, people, archives, timeline, reports, errors and this one. They look at this:
access-tested-rules = The rules of axe-core find no fault, in the light theme at 1280 and 360 pixels and in the dark one at 1280.
access-tested-widths = No page scrolls sideways at 320, 360, 768, 1280 and 1920 pixels, with text twice as large at 1280, or with the wide spacing of WCAG 1.4.12 at 360. 320 pixels are what a window of 1280 leaves at a zoom of 400 %.
access-tested-keyboard = On the front page and a document the first stop of the Tab key skips to the content. There, in the listing and on the page about the room the first forty stops can be seen, in both themes.
access-tested-zoom = On the front page, the listing, a search, the timeline, the page of a person and the page about the room, what can be clicked is large enough or stands apart (WCAG 2.5.8), at 320 pixels.
access-tested-script = Every page says the same with and without a script.
access-tested-parallel = The two columns of a document stay level when the text is half as large again, and each text says which language it is in.
access-tested-colours = With forced colours (high contrast) the headings of these pages and the bars of the timeline take the colours of the system.
access-tested-html = Each page has one heading of the first level, a title and its language; no identifier stands twice.
access-made = How pages are made
access-made-languages = Every text, title and name carries its language, so that a screen reader can change its voice.
access-made-numbers = The numbers of paragraphs in the margin are not read aloud; paragraphs that belong together follow each other in the source of the page.
access-made-charts = The drawing of the timeline is left out for screen readers; a table with the same numbers and links stands below it.
access-made-motion = Nothing moves by itself.
access-made-notes = A note stands in the text for screen readers, at its own place.
access-made-choices = Theme, size of the text and width of the lines can be chosen on every page; without a choice they follow the system.
access-made-print = On paper there is the text with its address, and no navigation.
access-limits = What is known to be missing
access-limits-people = No reader who uses a screen reader, a magnifier or voice control has tested the room yet. Only programs have.
access-limits-browsers = The tests run in Chromium alone, not in Firefox, Safari or on a phone.
access-limits-reading = Where a document has two texts, the paragraphs alternate when they are read aloud; choose one text above the document to hear it alone.
access-limits-texts = The texts are translations of office papers. Their abbreviations are explained in a list of their own, not in the text, and their language is not simplified.
access-limits-summaries = Long summaries are cut to a few lines in lists; they stand whole with the document.
access-report = Tell of a barrier
access-report-words = If something here keeps you from reading, tell us, and name the page and what you read with.
access-report-nobody = This room has stated no address for such reports.

## Telling of errors

correction-report = Report an error
correction-subject = Error in “{ $title }”
correction-edition = Edition { $edition }
correction-ask = What is wrong, and what it should be:

## The room as plain files

still-link = Find a document
still-title = All documents
still-words = This is a copy of the room as plain pages, and plain pages cannot search. Here are all its documents on one page; your browser’s own search finds words in their titles.
elsewhere-title = This page is elsewhere
elsewhere-link = Go there

## Withdrawn documents

tombstone-title = This document was withdrawn
tombstone-words = Its address stays, so that citations still lead somewhere. The text is no longer given out.
tombstone-id = Identifier
tombstone-reason = Reason
tombstone-by = Decided by
tombstone-on = On
tombstone-see = See instead

## Trouble

trouble-not-found = Nothing stands at this address
    .words = The address may be mistyped. Documents never move without leaving word.
trouble-document-unknown = No such document
    .words = No document has ever been at “{ $id }”.
trouble-place-beyond = No such paragraph
    .words = { $n ->
        [0] There is no “{ $place }” in this document.
        [one] There is no “{ $place }” in this document: the last number is 1.
       *[other] There is no “{ $place }” in this document: the last number is { $count }.
    }
trouble-place-unknown = No such paragraph
    .words = There is no “{ $place }” in this document.
trouble-edition-unknown = No such edition
    .words = This document never had an edition { $hash }.
trouble-unit-unknown = No such place in the archives
    .words = No document of this room stands at “{ $part }” here.
trouble-unit-several = Several places have this address
    .words = They are written differently in the sources, and whether they are one is not guessed.
trouble-person-unknown = Nobody of this name
    .words = No person that the editors know is called “{ $name }”.
trouble-person-several = Several people have this name
    .words = “{ $name }” is a spelling of each of these names; the texts must tell which is meant.
trouble-suffix-unknown = No such format
    .words = This page has no form “.{ $suffix }”.
trouble-format-unknown = No such format
    .words = No document can be had in a format named “{ $format }”.
trouble-method = That cannot be done here
    .words = This address can only be read.
trouble-bad-request = The request cannot be read
    .words = Something in the address is not as it should be.
trouble-body = That cannot be done here
    .words = This address can only be read: it takes no body, or not one so long.
trouble-media-type = That cannot be read here
    .words = This address takes a form (application/x-www-form-urlencoded) and nothing else.
trouble-address-too-long = The address is too long
    .words = It holds more than this room reads.
trouble-head-too-large = The request is too long
    .words = Its header holds more than this room reads.
trouble-too-slow = This request came too slowly
    .words = The room waits ten seconds for a request. Please try again.
trouble-search-too-broad = This search takes too long
    .words = Too much answers it. Add a word, or narrow it to a year or a language.
trouble-unavailable = The room is busy
    .words = It cannot answer now. Please try again in a moment.
trouble-internal = Something failed here
    .words = The fault is the room’s, not yours, and has been noted in its log.
trouble-choices = There are
trouble-twin-page = The page itself
trouble-nearest = Perhaps you mean
trouble-document = The document from its beginning
trouble-listing = All documents
trouble-front = Front page

## Findings: what was odd in a file that was taken in

finding-layout-unknown = The layout is not one of those known; the lines are shown as they stand.
finding-date-missing = The source states no date.
finding-date-invalid = “{ $value }” is not a date of the calendar.
finding-title-missing = The source states no title.
finding-text-missing = The record has no text.
finding-line-breaks-lost = Line breaks were lost in the capture.
finding-bracket-unclosed = A bracket never closes: “{ $text }”. It is left as printed.
finding-encoding-decoded = The file was not UTF-8 and was read as { $encoding }.
finding-characters-removed = { $count } times { $character }, which no text should hold, was taken out.
finding-characters-lost = { $count } letters were lost before the file came here; each is shown as □.
finding-foreign-summary = A summary that belongs to another record stood at the head and was left out.
finding-field-unknown = The field “{ $field }” is not known.
finding-field-invalid = The field “{ $field }” cannot be read: “{ $value }”.
finding-front-matter-invalid = The front matter cannot be read: { $message }.
finding-attribute-unknown = What stands here says nothing that is known and was kept as words: “{ $text }”.
finding-fence-unclosed = The line of colons is closed by no other.
finding-language-undetermined = The language of a text could not be told.
finding-markup-kept = Markup that texts do not carry was kept as plain words: { $tag }.
finding-same-bytes = The file { $file } holds the same bytes and is this document too.
finding-same-record = Another capture of the same record is { $id }.
finding-statements-unreadable = The statements cannot be read: { $message }.
finding-statements-unplaced = No document is called { $id }, so these statements are about none.
finding-statements-doubled = Another file holds the statements about { $id }; these are left out.
finding-statement-incomplete = The statement about “{ $field }” says no “{ $missing }” and is left out.
finding-name-shortened = The file’s name loses letters in its address, which carries a checksum instead.
finding-authority-invalid = The file cannot be read: { $message }. Until it is mended, what was read last stays in force.
finding-entry-key-unknown = The key “{ $key }” is not known here and was left out; docs/authority.md names those that are.
finding-entry-value-invalid = { $expected ->
    [list] What stands under “{ $key }” is no list and was left out. Put it in square brackets.
    [table] What stands under “{ $key }” is no table and was left out. An entry begins with double square brackets; further spellings and sources have keys of their own.
    [id] What stands under “{ $key }” is no identifier and was left out. Write it with a to z, 0 to 9 and hyphens.
    [kind] What stands under “{ $key }” is not known and was left out. Write "place" or "term".
    [variant-kind] What stands under “{ $key }” is not known and was left out. Write "spelling" or "misprint".
    [language] What stands under “{ $key }” is no language tag and was left out. Write a tag such as "ko" or "zh-Hant".
    [scheme] What stands under “{ $key }” is no known romanization and was left out; docs/authority.md names those that are.
   *[words] What stands under “{ $key }” is not words and was left out. Put words in quotation marks.
}
finding-entry-incomplete = An entry or spelling without “{ $key }” was left out. State it.
finding-entry-id-twice = The identifier { $id } stands on line { $first } already; this entry was left out. Give it another, or join the two.
finding-spelling-shared = “{ $form }” is a spelling of { $other } as well as of { $id }. Readers who look for it are asked which they mean; bind it to documents with only_in where that is known.
finding-misprint-unbound = The misprint “{ $form }” is looked for in no document. Name those that it stands in with only_in.

## Reasons: why a file is no document

reason-empty = The file is empty or holds only blanks.
    .remedy = Capture the page again, or take the file away.
reason-oversized = The file has { $size } bytes; the limit is { $limit }.
    .remedy = Split the file, or take out what is not text.
reason-binary = The file is not text: see byte { $byte }.
    .remedy = Save it as plain text in UTF-8.
reason-encoding-uncertain = The encoding cannot be told for certain: see byte { $byte }.
    .remedy = Save the file in UTF-8.
reason-unreadable = The file cannot be read: { $message }.
    .remedy = Check that the room may read it.
reason-not-a-file = This is a { $kind }, not a file.
    .remedy = Rename it, or put a plain file in its place.
reason-link-dangling = The link leads to { $target }, which is not there or outside the seeds folder.
    .remedy = Point the link at a file within the seeds folder, or put the file itself there.
reason-address-taken = The address { $id } already belongs to { $file }.
    .remedy = Rename this file; its name is its address.
reason-address-redirected = The address { $id } leads to { $to }.
    .remedy = Rename this file, or take the line out of redirects.toml.
reason-blocks-too-many = The file has { $count } paragraphs; the limit is { $limit }.
    .remedy = Split the file.
reason-reader-failed = The program failed on this file: { $message }.
    .remedy = This is a fault of the program; please report it with the file.
reason-store-failed = The document could not be stored: { $message }.
    .remedy = Check the data folder’s disk and permissions; the file is tried again at the next reading.
reason-search-listing = This is a page that lists records, not a record.
    .remedy = Capture the records that it lists.
reason-own-use = The file has its own use: { $use }.
    .remedy = Nothing needs to be done.
reason-hidden-or-backup = A hidden file or an editor’s backup.
    .remedy = Nothing needs to be done; rename it if it should be a document.
reason-other-kind = Only .txt and .md files are documents.
    .remedy = Nothing needs to be done; save it as .txt or .md if it should be a document.
reason-withdrawn = The document { $id } was withdrawn in redirects.toml.
    .remedy = Take the line out of redirects.toml to show it again.
reason-settings-invalid = These settings cannot be read: { $message }.
    .remedy = Mend the file; until then the settings read last stay in force.

## People, abbreviations and places

heading-named = People, places and abbreviations here
named-people = People
named-places = Places
named-terms = Abbreviations and words
people-title = People
people-words = Persons whom the editors know, each with all spellings of the name. Who somebody was is told as the documents tell it.
people-total = { $n ->
    [one] 1 person
   *[other] { $count } people
}
people-letters = Letters
people-nobody = The editors have stated no persons yet.
people-previous = People before these
people-next = People after these
standing = { $documents }, { $mentions }
standing-documents = { $n ->
    [one] in 1 document
   *[other] in { $count } documents
}
standing-mentions = { $n ->
    [one] 1 mention
   *[other] { $count } mentions
}
standing-nowhere = not in the texts of this room
standing-more = { $n ->
    [one] and in 1 more place
   *[other] and in { $count } more places
}
spot-opening = title or summary
scheme-revised = Revised Romanization
scheme-mccune-reischauer = McCune-Reischauer
scheme-dprk = style of the DPRK
scheme-wade-giles = Wade-Giles
scheme-pinyin = Pinyin
scheme-russian = by way of Russian
scheme-loc = Library of Congress
scheme-popular = by custom
spelling-scheme = { $language }, { $scheme }
spelling-preferred = preferred form
spelling-misprint = printed { $form }, read as { $read } by the editors
spelling-bound = only in the documents that are named: elsewhere it may mean something else
spelling-nowhere = not in the texts
spelling-printed-as = printed as
spelling-source = Stated by the editors:
person-search = Search all that mentions this person
person-spellings = Spellings
person-spellings-words = What the editors state, and where it stands in the texts.
person-found = Found in the texts
person-found-words = Spellings that the texts print and that no editor has stated.
person-found-beside = in brackets beside { $form }
person-mentions = Mentions by date
person-mentions-further = Further mentions by date
person-beginning = From the first mention
person-next = Further mentions
person-company = In the same documents
person-company-counted = { $n ->
   *[other] Counted in the first { $count } documents that came in.
}
person-rests = What this rests on
person-rests-name = Name
person-rests-dates = Dates
person-rests-note = Who this was
terms-title = Abbreviations and places
terms-words = What abbreviations and words of other languages mean, and the places that are named.
terms-total = { $n ->
    [one] 1 entry
   *[other] { $count } entries
}
terms-parts = Parts of this page
terms-abbreviations = Abbreviations and words
terms-places = Places
terms-search = Search
terms-none = The editors have stated no abbreviations and no places yet.

# What harvesters are told (OAI-PMH)
oai-bad-verb = There must be one verb: Identify, ListMetadataFormats, ListSets, ListIdentifiers, ListRecords or GetRecord.
oai-argument-unknown = This verb has no argument { $name }.
oai-argument-repeated = The argument { $name } stands there more than once.
oai-argument-missing = The argument { $name } is missing.
oai-argument-invalid = The argument { $name } cannot be “{ $value }”.
oai-granularity = from and until must both be days or both be instants.
oai-backwards = from lies after until.
oai-token-alone = Beside resumptionToken there can be no other argument.
oai-token-unknown = This repository gave no such token. Begin the list again.
oai-format-unknown = Records are not given in the format { $prefix }; ListMetadataFormats says in which they are.
oai-identifier-unknown = There is no record { $id }.
oai-nothing = Nothing matches.
oai-no-sets = There are no sets: no document names an archive.
oai-source-record = { $publisher }, record { $record }

# What programs are told of a parameter that cannot be read
expects-from = Expected a year, a month or a day: 1957, 1957-07 or 1957-07-08.
expects-to = Expected a year, a month or a day: 1957, 1957-07 or 1957-07-08.
expects-year = Expected a year of four digits: 1957.
expects-language = Expected the tag of a language (BCP 47): ko.
expects-person = Expected the identifier of a person, as /people.json gives it.
expects-after = Expected a key as “next” gives it.
expects-before = Expected a key as “previous” gives it.
expects-edition = Expected the checksum of an edition, 12 to 64 hex digits.
expects-page = Expected the number of a page, from 1.
expects-sort = Expected “relevance”, “date” or “newest”.
expects-other = Expected one value of at most 512 characters.

# What programs can ask for
nav-api = For programs
api-title = For programs
api-what = Everything that the pages show can be had as data, without a key, from any program and from scripts of any site.
api-machines = The same as OpenAPI 3.1:
api-try = To begin with
api-example-listing = The documents of a year
api-example-search = What a search finds
api-example-document = A document with its texts
api-example-record = Its record for a reference manager
api-example-harvest = All records, page by page
api-addresses = Addresses
api-addresses-words = A page and its data stand at one address: with a suffix it is that format, without one a program gets the format that it asks for with Accept.
api-narrowed = It can be narrowed, see below.
api-documents = All documents
    .words = The documents by date, 50 at a time.
api-document = A document
    .words = Everything that is known of a document, its texts paragraph by paragraph with their notes and how they stand beside each other.
api-excerpt = A paragraph or a note
    .words = One paragraph or note with what says the same in other languages and how it is cited; the number with p for English, else with the language: p14, ko14, n3.
api-source = The file as it came
    .words = The untouched bytes that a document was read from; their checksum stands in Repr-Digest.
api-source-file = The file
api-search = Search
    .words = What is found in all texts, 20 documents at a time, with the paragraphs. Every text is a search.
api-people = People
    .words = The people whom the editors know.
api-person = A person
    .words = All spellings of the name and where each stands, mentions by date, who stands beside. A name that somebody has leads to that person.
api-terms = Abbreviations and places
    .words = Abbreviations, words of other languages and places, each with where it stands.
api-timeline = Timeline
    .words = How many documents there are of each month or year, and the times of several days that they describe.
api-archives = Archives
    .words = The archives, and how many documents there are of each.
api-archive = A place in an archive
    .words = What is kept of an archive, a fond, an opis, a papka or a delo. A hyphen stands for a level that is not stated.
api-history = The history of a document
    .words = Its editions and what happened to it, the latest first; with two editions, what differs between them, paragraph by paragraph.
api-events = What happened in the room
    .words = Every file taken in, replaced, missing, back or refused, and every check, the latest first, 50 at a time.
api-ingest = Ingest report
    .words = What became of each file of the seeds folder.
api-openapi = This description
api-feed = What was added or changed last, as Atom
api-feed-json = The same as JSON Feed
api-corrections = What was corrected last, as Atom
api-opensearch = The search box, for browsers
api-parameter-page-of-records = The page, from 1.
api-sitemap = All addresses, for crawlers
api-narrowing = Narrowing
api-parameter-from = Dated on this day, in this month or year, or later.
api-parameter-to = Dated on this day, in this month or year, or earlier.
api-parameter-year = Dated in this year.
api-parameter-archive = The archive, as documents name it; in an address its short form.
api-parameter-language = With a text in this language, by its tag.
api-parameter-person = The identifier of a person.
api-parameter-after = The page behind this key.
api-parameter-before = The page before this key.
api-parameter-after-document = The page behind the document of this identifier.
api-parameter-after-file = The page of the report behind this file.
api-parameter-after-mention = The page of mentions behind this key.
api-parameter-edition = An earlier edition, by the first digits of its checksum.
api-parameter-from-edition = The edition to compare from, by the first digits of its checksum.
api-parameter-to-edition = The edition to compare with, likewise; by itself it is compared with the one before.
api-parameter-before-event = The key of the page of earlier events, from “next”.
api-parameter-sort = The order of results.
api-parameter-page = The page, from 1.
api-parameter-page-of-people = The page, from 1.
api-parameter-q = What is searched for.
api-parameter-id = The document's identifier, the last part of its address.
api-parameter-place = The paragraph or note: p14, ko14, n3.
api-parameter-fond = The fond.
api-parameter-opis = The opis.
api-parameter-papka = The papka.
api-parameter-delo = The delo.
api-pages = Page by page
api-pages-words = A list that goes on has the path of its next page in “next”, and of its previous one in “previous”; on the last page that is null. Keys are opaque: take them as they come.
api-values = Values
api-values-words = What is not known is null and a list without entries is empty; new members may join those that there are. “url” is a path, “canonical” a full address. Dates are as fine as they are known: a day, a month or a year (EDTF).
api-errors = Errors
api-errors-words = A refusal is a problem document (RFC 9457, application/problem+json). “errors” names each parameter that cannot be read and says what it should be. Parameters that an address does not know are ignored.
api-oai = Harvesting
    .words = OAI-PMH 2.0: all records, those that changed since a day or a second, and those of an archive. Withdrawn documents stay in the lists as deleted.
api-oai-address = Base address
api-oai-formats = Formats
api-changes = Changes
api-changes-words = Every answer has an ETag; ask with If-None-Match and what did not change comes back as 304 without content. “edition” and “sha256” of a document change with its file, and only then.
api-limits = Limits
api-limits-words = There is no key and no quota. An address holds at most 8 KiB and takes GET and HEAD; a search that takes more than a second and a half ends with 422. A room that is busy answers 503 and says in Retry-After when to ask again. Ask for one thing at a time.
api-licence = Licence
api-licence-words = The group gives its records and texts away under this licence:
api-licence-none = No licence is stated for the whole room. What is known of a document's rights stands in its field “rights”.
api-status-200 = It is there.
api-status-300 = Several have this name; “choices” leads to them.
api-status-303 = It stands at another address.
api-status-304 = It is what the client has already.
api-status-308 = It stands at another address for good.
api-status-400 = A parameter cannot be read; “errors” names it.
api-status-404 = There is no such thing.
api-status-410 = The document was withdrawn; the answer says what was there, and why.
api-status-413 = The body is too long.
api-status-415 = The body is no form.
api-status-422 = The search took too long; add a word, or narrow it.
api-status-500 = The room failed; the cause is in its log.
api-status-503 = The room cannot answer now; ask again later.

## A document's history, what differs between two editions, and the room's events

history-kicker = History
history-title = History of “{ $title }”
history-words = Every state that this document’s file was in, and what happened to it here. No line of this is ever changed or deleted; where the bytes of an edition had to be removed for good, that is a line too.
history-link = History of this document
history-until = current until { $until }
history-source = its source file
history-difference = what differs from the edition before
history-to-current = what differs in the current edition
history-compare = Compare any two editions
history-compare-submit = Compare
history-events = What happened
history-more-events = The latest { $told } of { $count } events.
history-no-events = Nothing is recorded.
events-title = What happened in the room
events-words = Every file taken in, replaced, missing, back or refused, and every check, the latest first. Lines are only ever added.
events-total = { $count } events
events-none = Nothing has happened yet.
events-pages = Pages of events
events-latest = The latest
events-earlier = Earlier events
event-when = When
event-what = What happened
event-document = Document
event-file = File and checksum
event-imported = Brought into the seeds folder under its name here; it was called { $detail }.
event-imported-bare = Brought into the seeds folder under its name here.
event-taken-in = Taken in.
event-replaced = Its file changed: a new edition.
event-reread = Read again by a newer version of the program ({ $detail }), with the same result.
event-reread-bare = Read again by a newer version of the program, with the same result.
event-revised = Read again by a newer version of the program ({ $detail }), which reads something else out of it; the file is the same, so this is no edition.
event-revised-bare = Read again by a newer version of the program, which reads something else out of it; the file is the same, so this is no edition.
event-stated = What the editors state beside the source changed.
event-stated-bare = The editors no longer state anything beside the source.
event-absent = Its file is missing; the document stays.
event-back = Its file is there again.
event-renamed = Came under this address; the former one, { $detail }, leads here.
event-renamed-bare = Came under this address.
event-same-bytes = The file has the same bytes as { $detail }; its address leads there.
event-same-bytes-bare = The file has the same bytes as another document; its address leads there.
event-refused = A file was refused: { $detail }.
event-refused-bare = A file was refused.
event-withdrawn = Withdrawn in redirects.toml.
event-restored = No longer withdrawn.
event-verified = All sources and texts were checked: { $detail }.
event-verified-bare = All sources and texts were checked.
event-repaired = Found damaged and made again from its source: { $detail }.
event-repaired-bare = Found damaged and made again from its source.
event-purged = The bytes of all its editions were removed for good: { $detail }.
event-purged-bare = The bytes of all its editions were removed for good.
refused-empty = it is empty
refused-oversized = it is too large
refused-binary = it is not text
refused-encoding-uncertain = its encoding cannot be told for certain
refused-unreadable = it cannot be read
refused-not-a-file = it is not a plain file
refused-link-dangling = it is a link that leads nowhere
refused-address-taken = its address belongs to another file
refused-address-redirected = its address leads elsewhere
refused-blocks-too-many = it has too many paragraphs
refused-reader-failed = the program failed on it
refused-store-failed = it could not be stored
refused-settings-invalid = its settings cannot be read

difference-kicker = What differs between two editions
difference-title = What differs in “{ $title }” between { $from } and { $to }
difference-from = From the edition
difference-to = to the edition
difference-reversed = The other way round
difference-how = What was removed is struck through, what was added is underlined:
difference-removed-word = removed
difference-added-word = added
difference-removed-begin = [removed:
difference-added-begin = [added:
difference-one-edition = Both are the same edition.
difference-nothing = Nothing that a reader sees differs: the text, the notes and the description are the same. Only the files differ.
difference-coarse = Some paragraphs are too long to be compared word by word. They are given whole, as they were and as they are.
difference-of-text = { $text }: { $sums }
difference-of-description = Description: { $fields }
difference-credit = Translator of the text, { $text }
difference-text-added = { $n ->
    [one] new, { $count } paragraph
   *[other] new, { $count } paragraphs
}
difference-text-removed = { $n ->
    [one] no longer there, { $count } paragraph
   *[other] no longer there, { $count } paragraphs
}
difference-changed = { $n ->
    [one] { $count } paragraph changed
   *[other] { $count } paragraphs changed
}
difference-added = { $n ->
    [one] { $count } paragraph added
   *[other] { $count } paragraphs added
}
difference-removed = { $n ->
    [one] { $count } paragraph removed
   *[other] { $count } paragraphs removed
}
difference-same = { $n ->
    [one] { $count } paragraph unchanged
   *[other] { $count } paragraphs unchanged
}
difference-left-out = { $n ->
    [one] { $count } more paragraph differs and is not shown here.
   *[other] { $count } more paragraphs differ and are not shown here.
}
difference-paragraph-changed = changed
difference-paragraph-removed = removed
difference-paragraph-added = added
difference-kind = was { $old }, is { $new }
difference-marks = the same words, marked differently
difference-notes = Notes
block-kind-paragraph = paragraph
block-kind-heading = heading
block-kind-list-item = item of a list
block-kind-quotation = quotation
block-kind-letterhead = letterhead
block-kind-stamp = stamp
block-kind-signature = signature
block-kind-copies = list of copies
notice-difference = Different in the current edition: { $sums }.
notice-difference-link = See every difference.
