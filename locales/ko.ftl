# 화면에 쓰이는 한국어. The interface's words in Korean: the same keys as en.ftl, in the same order.
#
# How these words are chosen:
# - Labels are short noun phrases; sentences end in -습니다. A name, title or number that is put in
#   never has a particle behind it that would depend on its last sound: a noun stands between
#   (「{ $value }」 항목은), or the sentence is turned around. Names and quotations stand in 「」.
# - A number comes with its counter: 문서 5건, 소장처 2곳, 인물 3명, 문단 4개, 파일 6개.
# - Archives: archive 소장처; fond 폰드, opis 오피시(목록), papka 파프카(서류철), delo 델로(문건철),
#   listy 리스티(장), a leaf 장; reference 참조코드; archival description 기록 기술; provenance 출처와
#   이력; original name and taking in: 입수; ingest report 입수 보고서.
# - The document: text 본문, paragraph 문단, note 주석, letterhead 서두, stamp 도장, signature 서명,
#   list of copies 배포처, heading 제목, summary 개요, counterpart 대응 문단.
# - The file: source file 원본 파일, source (what it says) 출처 자료, source site 출처 사이트,
#   capture 수집본, edition 판, checksum 체크섬, finding 특이 사항, withdrawn 철회, tombstone 철회 안내.
# - Stated by the source 기재, not stated 기재 없음, inferred 추정, stated by the editors 편집자 기재.
# - People: spelling 표기, preferred form 대표 표기, misprint 오식, mention 언급, term 용어,
#   abbreviation 약어, place 지명.

room-name = 열람실
# The program's name, which is the same in every language.
program-name = Reading Room

## Every page

skip-to-content = 본문 바로가기
nav-main = 주 메뉴
nav-footer = 전체 메뉴
nav-documents = 문서
nav-archives = 소장처
nav-timeline = 연표
nav-people = 인물
nav-terms = 약어
nav-about = 소개
nav-ingest = 입수 보고서
nav-accessibility = 접근성
nav-feed = 새 문서 피드
nav-corrections = 정정 피드

## How the room looks: what a reader can choose

settings = 화면 설정
setting-theme = 화면 색
setting-theme-usual = 시스템 설정대로
setting-theme-light = 밝게
setting-theme-dark = 어둡게
setting-size = 글자 크기
setting-size-small = 작게
setting-size-usual = 보통
setting-size-large = 크게
setting-size-larger = 더 크게
setting-width = 줄 너비
setting-width-narrow = 좁게
setting-width-usual = 보통
setting-width-wide = 넓게
setting-notes = 주석
setting-notes-usual = 본문 옆
setting-notes-inline = 본문 안
setting-notes-hidden = 숨김

## The foot of every page

footer-words = 본문은 수집한 그대로 싣습니다. 추정한 내용은 추정임을 밝히며, 손대지 않은 원본 파일도 바로 확인할 수 있습니다.
# The language and region of these words, as previews in other places name it.
locale = ko_KR
format-json = JSON
format-csv = CSV
format-ris = RIS
format-bibtex = BibTeX
format-csl = CSL-JSON
format-jsonld = JSON-LD
format-zotero-rdf = Zotero RDF
format-markdown = Markdown
format-epub = EPUB
format-text = 일반 텍스트
format-tei = TEI
format-atom = Atom 피드
format-all = { $format }, { $count }건 전체
format-first = { $format }, { $count }건 중 처음 { $most }건

## Keys, and the date of reading on paper

keys-link = 단축키
keys-title = 읽기 단축키
key-view = 다음 보기 방식
key-notes = 주석: 본문 옆, 본문 안, 숨김
key-paragraph = 다음 문단, 이전 문단
key-hit = 다음 검색 결과, 이전 검색 결과
key-document = 이전 문서, 다음 문서
key-search = 검색창으로
key-list = 이 목록
keys-remark = 글자를 입력하는 동안에는 작동하지 않으며 한글 자판에서도 쓸 수 있습니다.
keys-on = 단축키 사용
keys-close = 닫기
print-read-on = { $date } 열람.

## E-books

book-contents = 차례
book-description = 기록 기술
book-citation = 인용 방법
book-from = 제공: { $room }
book-licence = 운영 단체가 밝힌 이용 허락:
book-provenance = 제공: { $room }. 원본 파일: { $file }, SHA-256 { $sha256 }. 이 판의 주소:
book-date-described = 다룬 시기
book-date-drafted = 작성
book-date-registered = 등록
book-date-received = 접수
book-date-period = 대상 기간
book-choice = 문서 { $count }건

## Numbers, dates, sizes

number-1 = 1
number-2 = 2
number-3 = 3
number-4 = 4
number-5 = 5
number-6 = 6
number-7 = 7
number-8 = 8
number-9 = 9
number-10 = 10
month-1 = 1월
month-2 = 2월
month-3 = 3월
month-4 = 4월
month-5 = 5월
month-6 = 6월
month-7 = 7월
month-8 = 8월
month-9 = 9월
month-10 = 10월
month-11 = 11월
month-12 = 12월
month-short-1 = 1월
month-short-2 = 2월
month-short-3 = 3월
month-short-4 = 4월
month-short-5 = 5월
month-short-6 = 6월
month-short-7 = 7월
month-short-8 = 8월
month-short-9 = 9월
month-short-10 = 10월
month-short-11 = 11월
month-short-12 = 12월
date-undated = 연대 미상
# Parts of a date: a day or a span within a year, and the year around it. $style is "words" where a
# span stands in a sentence, "short" elsewhere.
date-day = { $month } { $day }일
date-in-year = { $year }년 { $date }
date-year = { $year }년
date-days = { $style ->
    [words] { $month } { $day }일부터 { $last }일까지
   *[short] { $month } { $day }–{ $last }일
}
date-months = { $style ->
    [words] { $from }부터 { $to }까지
   *[short] { $from }–{ $to }
}
date-years = { $style ->
    [words] { $from }년부터 { $to }년까지
   *[short] { $from }–{ $to }년
}
date-span = { $style ->
    [words] { $from }부터 { $to }까지
   *[short] { $from } – { $to }
}
date-and-time = { $date } { $time } UTC
size-bytes = { $count }바이트

## Languages, by BCP 47 tag

language-ar = 아랍어
language-be = 벨라루스어
language-bg = 불가리아어
language-cs = 체코어
language-da = 덴마크어
language-de = 독일어
language-el = 그리스어
language-en = 영어
language-es = 스페인어
language-et = 에스토니아어
language-fa = 페르시아어
language-fi = 핀란드어
language-fr = 프랑스어
language-he = 히브리어
language-hi = 힌디어
language-hr = 크로아티아어
language-hu = 헝가리어
language-hy = 아르메니아어
language-id = 인도네시아어
language-it = 이탈리아어
language-ja = 일본어
language-ka = 조지아어
language-kk = 카자흐어
language-ko = 한국어
language-lt = 리투아니아어
language-lv = 라트비아어
language-mk = 마케도니아어
language-mn = 몽골어
language-nl = 네덜란드어
language-no = 노르웨이어
language-pl = 폴란드어
language-pt = 포르투갈어
language-ro = 루마니아어
language-ru = 러시아어
language-sh = 세르보크로아트어
language-sk = 슬로바키아어
language-sl = 슬로베니아어
language-sq = 알바니아어
language-sr = 세르비아어
language-sv = 스웨덴어
language-th = 타이어
language-tr = 튀르키예어
language-uk = 우크라이나어
language-und = 언어 미상
language-ur = 우르두어
language-uz = 우즈베크어
language-vi = 베트남어
language-zh = 중국어
language-zh-Hans = 중국어(간체)
language-zh-Hant = 중국어(번체)

## What the room holds, in one sentence

coverage-sentence = { $words }.
coverage-clauses = { $first }. { $second }
coverage-empty = 아직 문서가 없습니다
being-read = 자료를 처음 읽어 들이는 중입니다. 지금까지 문서 { $count }건이 들어왔고 더 들어올 예정입니다. 목록과 건수, 검색은 지금까지 들어온 문서만 다룹니다.
coverage-documents = 문서 { $count }건
coverage-archives = 소장처 { $count }곳
coverage-all-in = { $n ->
    [one] { $language } 본문
   *[other] 모두 { $language } 본문
}
coverage-also-in = { $count }건은 { $language } 본문도 수록
coverage-in = { $language } { $count }건
coverage-undetermined = 언어 미상
coverage-more-languages = 그 밖의 언어 { $count }개
coverage-undated = 연대 미상 { $count }건
coverage-all-undated = { $n ->
    [one] 연대 미상
   *[other] 모두 연대 미상
}

## Front page

front-documents = 문서
front-often = 자주 나오는 인물
front-begin = 먼저 읽을 문서
front-reading = 이용 방법
front-collection = 이 컬렉션에 대하여
front-collection-more = 이 컬렉션에 대하여 더 읽기
begin-chosen = 편집자가 고름
begin-first = 날짜가 가장 이른 문서
begin-languages = 가장 많은 언어로 실린 문서
front-empty = 아직 문서가 없습니다. seeds 폴더에 수집본을 넣으면 이곳에 저절로 나타납니다.
front-all = 전체 문서를 날짜순으로 보기
front-years = 연도별
front-archives = 소장처별
front-more-archives = 그 밖의 소장처 { $count }곳은 전체 문서 목록에서 고를 수 있습니다
front-recent = 최근에 추가되거나 정정된 문서
front-recent-when = 추가 또는 변경: { $when }. 이력 보기

## Lists

group-undated = 연대 미상
group-year-only = { $year }년, 월 기재 없음
list-date-conversation = 면담 { $date }
list-date-described = 다룬 시기 { $date }
list-date-drafted = 작성 { $date }
list-date-registered = 등록 { $date }
list-date-received = 접수 { $date }
list-date-period = 대상 기간 { $date }
entry-by = 작성
entry-names = 언급
entry-inferred = 추정
entry-absent = 원본 파일 없음 (확인 시점: { $since })

## Feeds

feed-room = 추가되거나 바뀐 문서
feed-room-json = 추가되거나 바뀐 문서 (JSON Feed)
feed-corrections = 정정 내역
feed-title = { $title } · { $room }
feed-last = 전체 { $total }건 중 가장 최근에 추가되거나 바뀐 문서 { $count }건입니다.
corrections-title = 정정 내역: { $room }
corrections-words = 이전 판을 대신하는 새 판, 출처 자료와 별도로 편집자가 기재한 내용, 철회된 문서를 알립니다.
correction-replaced = 새 판: { $title }
correction-replaced-words = 이전 판 { $before }의 다음 판은 { $edition }입니다. 이전 판도 제 주소에서 계속 읽을 수 있습니다. 관련 페이지에서 두 판의 차이를 볼 수 있습니다.
correction-stated = 편집자 기재: { $title }
correction-stated-words = { $field }: { $value } ({ $evidence })
correction-withdrawn = 철회: { $title }
correction-withdrawn-words = { $reason } ({ $by })
correction-restored = 철회 취소: { $title }
correction-restored-words = 문서를 다시 읽을 수 있습니다.

## Selection

selection-title = 선택한 문서
selection-total = { $n ->
    [0] 선택한 문서 없음
   *[other] 문서 { $count }건
}
selection-choose = 선택
selection-submit = 선택한 문서 인용·저장
selection-how = 목록에서 문서를 선택한 뒤 아래 단추를 누르십시오. 선택한 문서를 이곳에서 한꺼번에 인용하고 저장하고 인쇄할 수 있으며, 선택한 내용은 이 페이지의 주소에 담깁니다.
selection-style = 인용 양식
selection-citations = 인용
selection-save = 저장
selection-documents = 문서
selection-remove = 빼기
selection-more = 전체 문서에서 더 고르기
selection-with-texts = 함께 인쇄할 수 있도록 본문도 보기
selection-without-texts = 본문 없이 보기
selection-texts-most = 본문은 한 번에 최대 { $count }건까지 함께 볼 수 있습니다.
selection-withdrawn = 「{ $id }」 문서는 철회되었습니다.
selection-why = 철회 사유
selection-unknown = 다음 이름의 문서는 없습니다: { $ids }
selection-beyond = 한 번에 최대 { $count }건까지 선택할 수 있어 나머지는 뺐습니다.

## OpenSearch

opensearch-description = { $room }의 한국어·영어 본문 검색

## Listing

listing-title = 문서
listing-total = { $n ->
    [0] 아직 문서가 없습니다.
   *[other] 문서 { $count }건, 날짜순
}
listing-matching = { $n ->
    [0] 조건에 맞는 문서가 없습니다.
   *[other] 조건에 맞는 문서 { $count }건
}
listing-nothing = 표시할 문서가 없습니다. 조건을 하나 빼면 더 볼 수 있습니다.
listing-pages = 목록 쪽 이동
listing-previous = 이전 문서
listing-next = 다음 문서
filter-legend = 목록 좁히기 (날짜는 1957, 1957-05, 1957-05-23과 같이 입력)
filter-year = 연도
filter-from = 시작
filter-to = 끝
filter-archive = 소장처
filter-language = 언어
filter-person = 인물
filter-any = 전체
filter-choice = { $value } ({ $count })
filter-apply = 보기
filter-active = 적용된 조건
filter-remove = 이 조건 빼기
filter-clear = 전체 보기
filter-active-from = { $value }부터
filter-active-to = { $value }까지
filter-active-year = { $value }년
filter-active-archive = 소장처 { $value }
filter-active-language = 언어 { $value }
filter-active-person = 인물 { $value }

## Archives

archives-title = 소장처
archives-words = 출처 자료에 기재된 소장처에 따라 문서를 나누었습니다. 약칭과 정식 명칭으로 각각 알려진 소장처는 두 번 나옵니다. 둘이 같은 곳이라고 짐작하지 않습니다.
archives-way = 소장 위치
archives-empty = 소장처가 기재된 문서가 없습니다.
archives-unplaced = 소장처가 기재되지 않은 문서 { $count }건이 있습니다.
unit-total = 문서 { $count }건
unit-below-fond = 폰드
unit-below-opis = 오피시(목록)
unit-below-papka = 파프카(서류철)
unit-below-delo = 델로(문건철)
unit-own = 참조코드에 여기까지만 기재된 문서 { $count }건
unit-own-file = 이 문건철의 문서, 장 순서
unit-own-alone = 문서
unit-fond = 폰드 { $value }
unit-opis = 오피시(목록) { $value }
unit-papka = 파프카(서류철) { $value }
unit-delo = 델로(문건철) { $value }
unit-fond-unstated = 폰드 기재 없음
unit-opis-unstated = 오피시(목록) 기재 없음
unit-papka-unstated = 파프카(서류철) 기재 없음
unit-delo-unstated = 델로(문건철) 기재 없음
unit-listing = 이 소장처의 문서를 날짜순으로 보기
unit-leaves = 리스티(장) { $leaves }
unit-leaves-unstated = 리스티(장) 기재 없음
unit-leaves-shared = { $n ->
    [2] 두 문서 모두 리스티(장) { $leaves } 범위를 참조합니다. 일지 전체의 범위로 보이며(추정), 날짜별 기록이 차지하는 장은 기재되어 있지 않습니다.
   *[other] 문서 { $count }건이 모두 리스티(장) { $leaves } 범위를 참조합니다. 일지 전체의 범위로 보이며(추정), 날짜별 기록이 차지하는 장은 기재되어 있지 않습니다.
}
unit-leaves-shared-other = { $n ->
    [2] 두 문서 모두 리스티(장) { $leaves } 범위를 참조합니다. 더 큰 묶음의 범위로 보이며(추정), 각 문서가 차지하는 장은 기재되어 있지 않습니다.
   *[other] 문서 { $count }건이 모두 리스티(장) { $leaves } 범위를 참조합니다. 더 큰 묶음의 범위로 보이며(추정), 각 문서가 차지하는 장은 기재되어 있지 않습니다.
}
unit-leaves-captures = 같은 기록의 여러 수집본입니다.
unit-leaves-stated = 출처 자료가 아니라 편집자가 기재한 장에 따라 여기에 두었습니다.
unit-date-stated = 출처 자료가 아니라 편집자가 기재한 날짜({ $date })에 따라 여기에 두었습니다.
unit-next = 이어지는 문서
unit-beginning = 처음부터

## Timeline

timeline-title = 연표
timeline-total = { $n ->
    [0] 날짜가 있는 문서가 없습니다.
   *[other] 날짜가 있는 문서 { $count }건
}
timeline-undated = 그 밖에 연대 미상 { $count }건
timeline-by-month = { $n ->
    [one] 월별 문서 수. 막대 하나가 문서 1건입니다.
   *[other] 월별 문서 수. 가장 긴 막대가 문서 { $count }건입니다.
}
timeline-by-year = { $n ->
    [one] 연도별 문서 수. 막대 하나가 문서 1건입니다.
   *[other] 연도별 문서 수. 가장 긴 막대가 문서 { $count }건입니다.
}
timeline-lanes = 아래의 선은 문서가 다루는 여러 날에 걸친 기간입니다.
timeline-bar = { $time }: 문서 { $count }건
timeline-table = 표로 보기
timeline-when = 시기
timeline-documents = 문서 수
timeline-spans = 여러 날에 걸친 기간
timeline-more-spans = 가장 긴 기간만 표시했습니다. 표시하지 않은 기간이 { $count }개 더 있습니다.
front-timeline = 시기별

## Search

search-label = 한국어·영어 본문 전체 검색
search-placeholder = 본문 검색
search-submit = 검색
search-title = 검색
search-title-of = 「{ $query }」 검색
search-feed-title = 「{ $query }」 · { $room }
search-total = { $n ->
    [0] 검색된 문서 없음
   *[other] 문서 { $count }건
}
search-more-paragraphs = 문단 { $count }개 더 보기
search-paragraph = 문단 { $n }
search-sort = 정렬
search-sort-relevance = 정확도순
search-sort-date = 오래된 순
search-sort-newest = 최신순
search-sort-changed = 최근 추가순
search-also = 함께 검색한 표기: { $forms }
search-also-rest = 외 { $count }개
search-exactly = 입력한 그대로 검색
search-choice = 「{ $name }」 표기에 해당하는 항목이 둘 이상입니다. 다음 중 하나로 한정:
search-spellings = 혹시 다음을 찾으셨습니까?
search-way-wide = 검색 범위가 좁혀져 있습니다.
search-way-wide-link = 전체에서 검색
search-way-quotes = 따옴표로 묶은 낱말은 나란히 있을 때만 찾습니다. 따옴표를 빼고 검색해 보십시오.
search-way-fewer = 문서에 모든 낱말이 있어야 합니다. 낱말을 줄이거나 사이에 OR를 넣어 보십시오.
search-way-beginning = 낱말의 앞부분에 별표를 붙여 검색해 보십시오: 피메*
search-way-browse = 또는 목록에서 찾아보십시오:
search-way-browse-link = 전체 문서
search-notice-condition = 「{ $field }:{ $value }」 조건을 뺐습니다. { $field } 값 가운데 이에 해당하는 것이 없습니다.
search-notice-field = 「{ $field }:{ $value }」 조건을 뺐습니다. 「{ $field }」 항목은 없습니다. 따옴표로 묶으면 낱말로 검색합니다.
search-notice-exclusions = 제외할 낱말만 입력하셨습니다. 찾을 낱말을 더해 주십시오.
search-notice-cut = 검색어를 512자, 낱말 32개에서 잘랐습니다.
search-change-particles = 다음 형태는 어디에도 없습니다: { $typed }. 대신 검색한 형태: { $sought }
search-change-dates = 이 날짜({ $dates })가 나오는 문서가 없어 낱말로 검색했습니다.
search-change-any-word = 모든 낱말이 들어 있는 문서가 없어, 그중 일부라도 들어 있는 문서를 보여 드립니다.
search-help = 검색 도움말
search-help-words = 총회 분파
    .words = 두 낱말이 모두 있는 문서. 조사가 붙은 꼴도 찾습니다: 분파, 분파가, 분파를.
search-help-phrase = "분파 문제"
    .words = 나란히 있는 낱말. 따옴표로 묶은 이름은 입력한 표기로만 찾습니다.
search-help-exclude = 총회 -9월
    .words = 낱말 하나를 제외합니다.
search-help-or = 허가이 OR 김승화
    .words = 둘 가운데 하나라도 있는 문서.
search-help-prefix = 피메*
    .words = 이렇게 시작하는 낱말.
search-help-names = 허가이, Ho Ka I
    .words = 알려진 이름은 어느 표기로 입력해도 로마자와 한글의 모든 표기를 함께 찾습니다.
search-help-dates = 1956년 8월, 10 February 1957
    .words = 날짜는 어떻게 적혀 있어도 찾습니다: 10.II.1957, 1957-02-10.
search-help-fields = year:1955..1957 lang:ko person:"Nam Il"
    .words = year, before, after, lang, person, place, archive, type, title 항목으로 좁힙니다.
facets = 결과 좁히기
facet-year = 연도
facet-archive = 소장처
facet-language = 언어
facet-person = 인물
facet-people-left-out = 검색 범위를 좁히면 언급된 인물을 볼 수 있습니다.
facet-rest = 외 { $count }개

# The bar under a document that a search led to
hit-bar = 검색 결과 이동
hit-bar-at = 일치 { $total }곳 중 { $n }번째
hit-bar-total = { $n ->
    [0] 본문에 일치하는 곳 없음
   *[other] 일치 { $count }곳
}
hit-bar-previous = 이전 일치
hit-bar-next = 다음 일치
hit-bar-first = 첫 일치
hit-bar-document-before = 이전 문서
hit-bar-document-after = 다음 문서
hit-bar-results = 전체 결과
hit-bar-without = 표시 지우기

## Document page

document-untitled = 제목 없는 문서 ({ $name })
document-textless = 이 기록의 출처 자료에는 본문이 없습니다.
byline-author = { $name }
byline-author-inferred = { $name } (추정)
summary-whose = 출처 사이트의 개요
tools-views = 보기
tools-source = 원본 파일
view-both = 나란히
view-both-with = 나란히: { $language }
view-interleaved = 번갈아
view-interleaved-with = 번갈아: { $language }
outline-heading = 본문 차례
marks-here = 이 본문의 표시 방법
marks-all = 모든 표시 보기
# 표시의 뜻을 누가 밝히는가
mark-whose-source = 출처 자료에 그렇게 밝혀져 있습니다.
mark-whose-room = 괄호는 출처 자료의 것이고, 그 쓰임은 이 열람실이 추정했습니다.
mark-whose-open = 괄호는 출처 자료의 것이고, 그 쓰임은 정하지 않았습니다.
# 주소가 가리키는 곳 위에 놓는 줄
here-paragraph = 전체 { $of }문단 중 { $n }번째 문단
here-paragraph-in = { $language } 본문 { $of }문단 중 { $n }번째 문단
here-note = 주석 { $of }개 중 { $n }번
here-cite = 인용할 주소
here-citations = 이 문단 인용
here-beginning = 처음부터
keep-title = 인용·저장
cite-heading = 인용
cite-given = 출처 자료의 인용 표기
cite-given-words = 출처 자료에 실린 인용 표기를 수집한 그대로 옮겼습니다. 확인하거나 고치지 않았습니다.
cite-given-test-host = 그 안에 표시한 주소는 기록관이 아니라 시험용 서버의 주소이므로 인용하지 마십시오.
cite-paragraphs = 문단을 인용하려면 여백의 문단 번호를 누르십시오.
cite-author-inferred = 저자 { $name }: 추정 (근거: { $evidence })
cite-publisher-inferred = 발행처 { $name }: 추정 (근거: { $evidence })
cite-stated = 출처 자료가 아니라 편집자가 기재한 항목: { $fields }
copy-citation = 복사
copy-done = 복사함
copy-failed = 복사하지 못함
copy-with-reference = 출처와 함께 복사
save-heading = 저장
save-texts = 문서 전체
save-description = 서지 정보 (서지 관리 프로그램용)
heading-text = 본문
heading-description = 기록 기술
heading-related = 관련 문서
heading-provenance = 출처와 이력
related-same-record = 같은 기록의 다른 수집본: 날짜, 제목, 참조코드가 같음
related-journal-entry-before = 같은 일지의 앞 기록: 저자가 같고, 날짜 외의 제목이 같음
related-journal-entry-after = 같은 일지의 뒤 기록: 저자가 같고, 날짜 외의 제목이 같음
related-date-named-here = 위 본문에 그 문서의 날짜({ $day })가 나옴
related-date-named-there = 그 본문에 이 문서의 날짜({ $day })가 나옴
related-same-leaves = 같은 문건철, 참조한 장도 같음
related-same-file = 같은 문건철
related-same-people = 30일 이내의 문서에 같은 인물 { $n }명
no-counterpart = 대응 문단 없음
neighbours = 날짜순 앞뒤 문서
neighbour-previous = 날짜순 이전 문서
neighbour-next = 날짜순 다음 문서
column-translated-for = { $language } 번역문, { $translator } 번역 ({ $project })
column-translated = { $language } 번역문, { $translator } 번역
column-translator-unknown = { $language } 번역문, 번역자 기재 없음
column-text = { $language } 본문
column-alone = { $language } 본문, 번역자 기재 없음
column-undetermined = 본문, 언어 미상
column-inferred = { $head } (추정)
column-credit-inferred = 출처 자료의 번역자 표시에 언어가 적혀 있지 않습니다. 이 본문을 가리킨다는 것은 추정입니다.
column-line-breaks-lost = 수집 과정에서 줄바꿈이 사라졌습니다.

# Archival description
field-title = 제목
field-date = 날짜
field-dates = 그 밖의 날짜
field-author = 저자
field-archive = 소장처
field-source = 참조코드
field-levels = 참조코드 계층
level-fond = 폰드 { $value }
level-opis = 오피시(목록) { $value }
level-papka = 파프카(서류철) { $value }
level-delo = 델로(문건철) { $value }
level-listy = 리스티(장) { $value }
field-original-language = 원문 언어
field-document-type = 문서 유형
field-translator = 번역자
field-obtained-by = 입수자
field-record-id = 출처 사이트의 기록 번호
field-source-url = 출처 자료에 기재된 주소
field-citation-as-given = 출처 자료의 인용 표기
field-source-raw = 출처 표시 원문
field-funders = 후원
field-rights = 출처 사이트의 권리 표시
field-summary = 개요
field-leaves-of-journal = 다른 문서도 같은 장을 참조합니다. 일지 전체의 범위로 보이며(추정), 이 날짜의 기록이 차지하는 장은 기재되어 있지 않습니다
field-leaves-of-more = 다른 문서도 같은 장을 참조합니다. 더 큰 묶음의 범위로 보이며(추정), 이 문서가 차지하는 장은 기재되어 있지 않습니다
field-stated = 편집자 기재: { $by }, { $on }. { $because }
field-not-stated = 출처 자료에 기재 없음

# Plain text
text-line = { $label }: { $value }
text-inferred = { $value } (추정)
text-stated = { $value } (편집자 기재)
text-credit = { $credit } ({ $language })
text-publisher = 발행처
text-address = 주소
text-paragraphs = 문단
text-paragraphs-how = 문단마다 위에 ¶ 표시와 함께 위치를 적었습니다. 문단을 인용하려면 문서 주소 뒤에 빗금과 위치를 붙이십시오
text-licence = 이용 허락
text-note-of = 주석자

# TEI
tei-translated = { $language } 번역
tei-translated-for = { $language } 번역 ({ $project })
tei-obtained = 문서 입수
tei-encoded = 출처 자료의 내용을 부호화하고, 추정이라고 표시한 내용을 추정함
tei-states = 기재라고 표시한 내용을 기재함
tei-edition = 판 { $edition }
tei-taken-in = 판 { $edition } 입수. 원본 파일의 SHA-256은 { $sha256 }입니다
tei-statement = { $field }: { $value }. 기재: { $by }, { $day }. { $because }
tei-practice = 낱말은 수집한 그대로입니다. 대괄호는 출처 자료에 있던 것으로 낱말의 일부이며, 무엇으로 보았는지는 요소로 표시했습니다. 문단 번호는 고정 주소의 번호입니다. 추정한 내용에는 확실성의 정도와 근거를 적었습니다. 본문 사이의 대응은 순서, 길이, 이름에 따라 프로그램이 정했습니다.

# Where a date was read
read-from-date-line = 날짜 줄
read-from-citation = 인용 표기
read-from-front-matter = 머리 정보
read-from-title = 제목
read-from-letterhead = 서두
read-from-stamp = 도장
read-from-signature = 서명
date-role-described = { $date }: 다룬 내용의 시기
date-role-drafted = { $date }: 작성
date-role-registered = { $date }: 등록
date-role-received = { $date }: 접수
date-role-period = { $date }: 대상 기간
date-as-printed = 원문 표기 「{ $printed }」 ({ $place })
inferred-from = 추정 근거: { $evidence }
evidence-at = { $place } 「{ $words }」
translator-alone = { $translator }
translator-for = { $translator } ({ $project })
translator-of = { $language }: { $translator }
translator-of-for = { $language }: { $translator } ({ $project })

# Provenance
provenance-words = 이 페이지는 하나의 파일을 바탕으로 만들었으며, 그 파일은 한 바이트도 바꾸지 않고 보존합니다.
provenance-source = 파일을 그대로 보기
provenance-file = 파일
provenance-original-name = 수집 당시 이름
provenance-size = 크기
provenance-sha256 = 파일의 SHA-256
provenance-text-sha256 = 판독한 본문의 SHA-256
provenance-taken-in = 입수 일시
provenance-version = 판독 프로그램
provenance-encoding = 문자 인코딩
provenance-layout = 판독 형식
provenance-address = 이 판의 주소
provenance-editions = 판
provenance-findings = 파일의 특이 사항
edition-current = 현행
edition-shown = 지금 보는 판
layout-a1 = 2022년 사이트 수집본, 일부 줄 누락 (A1)
layout-a2 = 2022년 사이트 수집본, 전체 (A2)
layout-a3 = 2022년 사이트 수집본, 줄 간격 없음 (A3)
layout-a4 = 2022년 사이트 수집본, 건너뛰기 줄 없음 (A4)
layout-b0 = 2012년 사이트 수집본, 일부 줄 누락 (B0)
layout-b1 = 2012년 사이트 수집본, 전체 (B1)
layout-b2 = 2012년 사이트 수집본, 줄 합쳐짐 (B2)
layout-b3 = 2012년 사이트 수집본, 본문만 (B3)
layout-c1 = 2012년 사이트 인쇄본 (C1)
layout-c2 = 2022년 사이트 인쇄본 (C2)
layout-markdown = Markdown
layout-unknown = 일반 줄, 알려지지 않은 형식

## Styles of citation

style-archival-note = 기록물 주석
style-chicago-note = 시카고, 주석
style-chicago-short-note = 시카고, 축약 주석
style-chicago-bibliography = 시카고, 참고문헌
style-mla = MLA
style-apa = APA

## Source page

source-title = 원본 파일: { $title }
source-kicker = 원본 파일
source-words = 수집한 파일을 한 줄씩 그대로 보여 줍니다. 빼거나 고친 것이 없습니다.
source-document = 문서 보기
source-raw = 파일 내려받기

## Notices

notice-earlier-edition = { $since }에 입수하여 { $until }까지 현행 판이었던 이전 판 { $edition }입니다.
notice-current-edition = 현행 판 읽기
notice-absent = 원본 파일 「{ $file }」 없음 (확인 시점: { $since }). 파일에 있던 내용은 이곳에 보존되어 있습니다.
notice-parameter = 주소의 { $name } 값을 읽을 수 없어 뺐습니다: 「{ $value }」
notice-view-unfit = 이 문서에는 「{ $view }」 보기가 없어 기본 보기로 표시합니다.
notice-edition-unknown = 이 문서에는 「{ $hash }」 판이 없습니다. 현행 판을 표시합니다.
notice-passage-changed = 인용된 대목이 그 뒤 바뀌었습니다. 인용된 판을 표시합니다.
notice-passage-nearest = 현행 판에서 가장 가까운 대목으로 가기

## Ingest report

ingest-title = 입수 보고서
ingest-pages = 보고서의 쪽
ingest-next = 다음 파일
ingest-words = seeds 폴더를 마지막으로 읽었을 때 각 파일이 어떻게 처리되었는지 보여 줍니다.
ingest-sums = { $files }: { $outcomes }
ingest-files = 파일 { $count }개
ingest-accepted = 수록 { $count }개
ingest-refused = 거부 { $count }개
ingest-ignored = 제외 { $count }개
ingest-file = 파일
ingest-outcome = 결과
ingest-remarks = 비고
ingest-line = { $line }번째 줄:
ingest-absent = 파일이 없는 문서
ingest-absent-words = 파일이 없다고 철회된 것은 아닙니다. 이 문서들은 제자리에 그대로 있습니다. 철회하려면 아래의 줄을 사유, 결정한 사람, 날짜와 함께 redirects.toml에 넣으십시오.
ingest-absent-file = { $file }, 없음을 확인한 시점: { $since }
outcome-accepted = 수록
outcome-findings = 수록, 특이 사항 있음
outcome-refused = 거부
outcome-ignored = 제외

## About

about-title = 열람실 소개
about-what = 번역된 역사 문서를 읽는 열람실입니다. 문서마다 출처에 관하여 알려진 모든 내용을 함께 싣고, 여러 언어의 본문이 있으면 나란히 놓았으며, 문단 단위로 인용할 수 있습니다.
about-contents = 이 페이지의 내용
about-reading = 이용 방법
about-reading-find = 문서는 날짜순으로, 소장처에서 문건철까지 내려가는 목록으로, 연표로, 그리고 문서에 나오는 인물별로 찾을 수 있습니다. 검색은 모든 언어의 본문을 한꺼번에 살피며, 이름은 어떤 표기로 인쇄되어 있어도 찾아냅니다.
about-reading-views = 본문이 두 가지인 문서는 문단끼리 나란히 보여 줍니다. 본문 위에서 한 가지만 고를 수도 있습니다. 좁은 화면에서는 대응하는 문단이 차례로 이어집니다.
about-reading-notes = 번역자와 편집자의 주석에는 번호가 있습니다. 주석은 본문 옆에, 좁은 화면에서는 문단 아래에 놓입니다. 본문 안에 넣거나 숨길 수도 있습니다.
about-reading-choices = 언어, 화면 색, 글자 크기, 줄 너비, 주석의 위치는 모든 페이지의 위쪽에서 고를 수 있습니다. 고른 내용은 링크를 따라 이어지므로 쿠키나 스크립트 없이도 유지됩니다.
about-reading-people = 문서 아래에는 그 문서에 나오는 인물, 지명, 약어가 문단 번호와 함께 실려 있고, 관련 문서가 그 이유와 함께 실려 있습니다.
about-keys = 단축키
about-keys-words = 문서 페이지에서는 다음 키로 본문을 오갈 수 있습니다. 키로 하는 일은 모두 링크로도 할 수 있습니다.
about-keys-off = 입력란에 글을 쓰는 동안에는 작동하지 않으며, 한글 자판 상태에서도 쓸 수 있습니다. 단축키 목록에서 끌 수 있고, 그 선택은 이 브라우저에 남습니다.
about-texts-words = 모든 문서는 원본 파일에 있는 그대로 싣습니다. 낱말과 괄호, 표기, 오식까지 그대로입니다. 여러 언어의 본문이 있는 문서에서는 같은 내용의 문단을 나란히 놓았습니다. 문단의 대응은 프로그램이 정한 것이므로 틀릴 수 있습니다.
about-captures = 파일은 웹 페이지를 수집한 것입니다. 수집 방식에 따라 한 낱말로 된 줄이나 대문자로만 된 줄이 사라져 제목, 도장, 서두, 서명에 빠진 곳이 있을 수 있으며, 출처 사이트에는 있던 기술 항목이 비어 있을 수 있습니다. 사라진 내용을 짐작하여 채우지 않습니다.
about-marks = 본문 표시 방법
about-marks-words = 대괄호는 번역자의 것이며 인쇄된 그대로 둡니다. 주석에는 번호를 붙여 본문 옆에 놓았습니다. 복사하면 줄 안에 보이는 내용만 복사되며, 주석은 줄 안에 표시했을 때만 함께 복사됩니다.
mark-expansion = 약어를 풀어 쓴 글자
mark-spelling = 앞에 나온 이름의 다른 표기
mark-supplied = 번역자가 보충한 말
mark-original-word = 원문의 낱말
mark-uncertain = 판독이 확실하지 않은 곳
mark-illegible = 판독할 수 없는 곳
mark-handwritten = 손으로 쓴 곳
mark-note = 번역자나 편집자의 주석
mark-stamp = 출처 자료가 설명하는 원본의 도장. 테두리는 이 열람실이 그렸습니다
mark-unclassified = 종류를 알 수 없는 괄호
about-three = 기재, 추정, 기재 없음
about-three-words = 각 문서의 기록 기술은 세 가지를 구별합니다. 출처 자료에 기재된 내용, 프로그램이 추정한 내용(반드시 근거를 밝힘), 그리고 출처 자료에 기재되지 않은 내용입니다. 기재되지 않은 내용은 수집 과정에서 사라진 것일 수도 있습니다.
about-files = 파일과 판
about-citing = 인용
about-citing-words = 모든 문서와 문단에는 바뀌지 않는 주소가 있습니다. 여백의 문단 번호를 누르면 주소를 얻을 수 있습니다. 주소에는 판이 담겨 있어, 나중에 문서가 정정되더라도 인용할 때 읽은 그대로의 본문을 찾을 수 있습니다.
about-citing-how = 문서마다 「인용·저장」 항목을 열면 기록물 인용 방식과 시카고, MLA, APA 방식의 인용문, 그리고 서지 관리 프로그램용 파일이 준비되어 있습니다. 목록에서 여러 문서를 골라 한꺼번에 인용할 수도 있습니다.
about-provenance = 출처와 이력
about-provenance-words = 문서마다 바탕이 된 파일과 그 체크섬, 입수 일시, 판독한 프로그램의 버전을 밝힙니다. 손대지 않은 파일을 읽고 내려받을 수 있으며, 이전 판도 계속 읽을 수 있습니다.
verified-well = { $time }에 체크섬과 대조하였습니다: { $sources }, { $texts }. 손상된 것은 없었습니다.
verified-damaged = { $time }에 체크섬과 대조하였습니다: { $sources }, { $texts }. { $problems }. 어느 것인지는 열람실의 로그에 적혀 있습니다.
verified-sources = 원본 { $count }개
verified-texts = 본문 { $count }개
verified-problems = 손상된 것이 { $count }개 발견되었습니다
about-rights = 권리
about-rights-words = 문서의 이용 조건은 각 출처를 따릅니다. 출처 사이트의 권리 표시를 문서마다 함께 실었습니다. 이 열람실은 문서에 대하여 어떤 권리도 주장하지 않습니다.
about-licence = 이 열람실이 작성한 서지 정보와 기술의 이용 허락:
about-contact = 오류 신고
about-contact-words = 오류나 빠진 내용은 다음으로 알려 주십시오:
about-program = 프로그램
about-program-words = 자유 소프트웨어 Reading Room { $version }. 쿠키를 쓰지 않고, 외부에 아무것도 요청하지 않으며, 스크립트 없이도 작동합니다.
about-listing-as = 문서 목록:

## Accessibility

access-title = 접근성
access-what = 누구나 읽을 수 있도록 한 일과 시험한 것, 시험하지 않은 것을 밝힙니다.
access-tested = 시험한 것
access-tested-words = 목표는 WCAG 2.2의 AA 등급입니다. 프로그램을 배포하기 전에 자동 시험이 첫 페이지, 문서 목록, 여러 보기의 문서, 검색, 인물, 소장처, 연표, 보고서, 오류 페이지와 이 페이지를 크로미엄에서 열어 다음을 확인합니다.
access-tested-rules = axe-core의 규칙에 어긋나는 곳이 없습니다. 밝은 화면은 너비 1280과 360픽셀에서, 어두운 화면은 1280픽셀에서 확인합니다.
access-tested-widths = 너비 320, 360, 768, 1280, 1920픽셀에서, 1280픽셀에서 글자를 두 배로 키웠을 때, 360픽셀에서 WCAG 1.4.12의 넓은 간격을 적용했을 때에도 가로로 밀리지 않습니다. 320픽셀은 1280픽셀 창을 400% 확대한 너비입니다.
access-tested-keyboard = 첫 페이지와 문서 한 건에서 탭 키를 처음 누르면 본문으로 건너뛸 수 있습니다. 이 두 페이지와 문서 목록, 소개 페이지에서는 밝은 화면과 어두운 화면 모두 처음 마흔 번의 초점이 눈에 보입니다.
access-tested-zoom = 첫 페이지, 문서 목록, 검색, 연표, 인물, 소개 페이지에서 누르는 곳은 너비 320픽셀에서도 충분히 크거나 서로 떨어져 있습니다(WCAG 2.5.8).
access-tested-script = 모든 페이지의 내용은 스크립트가 있을 때와 없을 때가 같습니다.
access-tested-parallel = 글자를 1.5배로 키워도 나란한 두 본문의 높이가 맞고, 본문마다 언어가 표시되어 있습니다.
access-tested-colours = 강제 색상(고대비)에서 위 페이지들의 제목과 연표의 막대는 시스템 색을 따릅니다.
access-tested-html = 페이지마다 첫 단계 제목 하나와 제목, 해당 언어 표시가 있고, 같은 식별자가 두 번 나오지 않습니다.
access-made = 페이지를 만든 방법
access-made-languages = 모든 본문과 제목, 이름에 언어가 표시되어 있어 화면 낭독기가 음성을 바꿀 수 있습니다.
access-made-numbers = 여백의 문단 번호는 낭독되지 않으며, 대응하는 문단은 페이지 안에서 차례로 이어집니다.
access-made-charts = 연표의 그림은 화면 낭독기에서 제외되며, 같은 수와 링크를 담은 표가 그 아래에 있습니다.
access-made-motion = 저절로 움직이는 것이 없습니다.
access-made-notes = 화면 낭독기에서 주석은 본문의 제자리에 있습니다.
access-made-choices = 화면 색, 글자 크기, 줄 너비를 모든 페이지에서 고를 수 있으며, 고르지 않으면 시스템 설정을 따릅니다.
access-made-print = 인쇄하면 본문과 그 주소만 남고 탐색 메뉴는 빠집니다.
access-limits = 알려진 한계
access-limits-people = 화면 낭독기, 화면 확대기, 음성 명령을 쓰는 이용자가 직접 시험한 적은 아직 없습니다. 프로그램으로만 시험했습니다.
access-limits-browsers = 시험은 크로미엄에서만 합니다. 파이어폭스, 사파리, 휴대 전화에서는 하지 않았습니다.
access-limits-reading = 본문이 두 가지인 문서를 낭독하면 두 언어의 문단이 번갈아 나옵니다. 하나만 들으려면 문서 위에서 한 가지 본문을 고르십시오.
access-limits-texts = 본문은 공문서의 번역입니다. 약어는 본문 안이 아니라 별도의 목록에서 풀이하며, 문장을 쉽게 고치지 않았습니다.
access-limits-summaries = 긴 개요는 목록에서 몇 줄만 보이며, 전체는 문서에 있습니다.
access-report = 장벽 알리기
access-report-words = 읽는 데 걸림돌이 있으면 해당 페이지와 사용하는 보조 기술을 함께 알려 주십시오.
access-report-nobody = 이 열람실에는 신고를 받는 주소가 정해져 있지 않습니다.

## Telling of errors

correction-report = 오류 신고
correction-subject = 오류 신고: 「{ $title }」
correction-edition = 판 { $edition }
correction-ask = 잘못된 내용과 바른 내용:

## The room as plain files

still-link = 문서 찾기
still-title = 전체 문서
still-words = 열람실을 정적 페이지로 옮긴 사본이어서 검색 기능이 없습니다. 모든 문서를 한 페이지에 모았으니 브라우저의 찾기 기능으로 제목을 찾으십시오.
elsewhere-title = 주소가 바뀌었습니다
elsewhere-link = 바뀐 주소로 가기

## Withdrawn documents

tombstone-title = 철회된 문서입니다
tombstone-words = 인용을 따라온 독자를 위하여 주소는 남겨 두었습니다. 본문은 더 이상 제공하지 않습니다.
tombstone-id = 식별자
tombstone-reason = 사유
tombstone-by = 결정자
tombstone-on = 날짜
tombstone-see = 대신 볼 문서

## Trouble

trouble-not-found = 이 주소에는 아무것도 없습니다
    .words = 주소가 잘못 입력되었을 수 있습니다. 문서를 옮길 때에는 반드시 안내를 남깁니다.
trouble-document-unknown = 없는 문서입니다
    .words = 「{ $id }」 주소에는 문서가 있었던 적이 없습니다.
trouble-place-beyond = 없는 문단입니다
    .words = { $n ->
        [0] 이 문서에는 「{ $place }」 위치가 없습니다.
       *[other] 이 문서에는 「{ $place }」 위치가 없습니다. 마지막 번호는 { $count }번입니다.
    }
trouble-place-unknown = 없는 문단입니다
    .words = 이 문서에는 「{ $place }」 위치가 없습니다.
trouble-edition-unknown = 없는 판입니다
    .words = 이 문서에는 「{ $hash }」 판이 없습니다.
trouble-unit-unknown = 없는 소장 위치입니다
    .words = 여기에는 「{ $part }」 위치의 문서가 없습니다.
trouble-unit-several = 이 주소에 해당하는 위치가 여럿입니다
    .words = 출처 자료마다 다르게 적혀 있으며, 같은 곳인지 짐작하지 않습니다.
trouble-person-unknown = 없는 인물입니다
    .words = 편집자가 기재한 인물 가운데 「{ $name }」 이름을 가진 사람이 없습니다.
trouble-person-several = 같은 이름의 인물이 여럿입니다
    .words = 「{ $name }」 표기는 다음 이름 모두에 해당합니다. 누구를 가리키는지는 본문에서 확인해야 합니다.
trouble-suffix-unknown = 없는 형식입니다
    .words = 이 페이지는 「.{ $suffix }」 형식으로 제공되지 않습니다.
trouble-format-unknown = 없는 형식입니다
    .words = 「{ $format }」 형식으로 제공되는 문서는 없습니다.
trouble-method = 할 수 없는 요청입니다
    .words = 이 주소는 읽기만 할 수 있습니다.
trouble-bad-request = 요청을 읽을 수 없습니다
    .words = 주소에 잘못된 부분이 있습니다.
trouble-body = 할 수 없는 요청입니다
    .words = 이 주소는 읽기만 할 수 있으며, 요청 본문을 받지 않거나 이렇게 긴 본문은 받지 않습니다.
trouble-media-type = 읽을 수 없는 형식입니다
    .words = 이 주소는 양식(application/x-www-form-urlencoded)만 받습니다.
trouble-address-too-long = 주소가 너무 깁니다
    .words = 이 열람실이 읽을 수 있는 길이를 넘었습니다.
trouble-head-too-large = 요청이 너무 깁니다
    .words = 요청의 머리 부분이 이 열람실이 읽을 수 있는 길이를 넘었습니다.
trouble-too-slow = 요청이 제때 들어오지 않았습니다
    .words = 열람실은 요청을 10초 동안 기다립니다. 다시 시도해 주십시오.
trouble-search-too-broad = 검색이 너무 오래 걸립니다
    .words = 해당하는 내용이 너무 많습니다. 낱말을 더하거나 연도나 언어로 범위를 좁혀 주십시오.
trouble-unavailable = 지금은 응답할 수 없습니다
    .words = 요청이 몰려 있습니다. 잠시 뒤에 다시 시도해 주십시오.
trouble-internal = 오류가 발생했습니다
    .words = 이용자의 잘못이 아니라 열람실의 오류이며, 내용은 기록해 두었습니다.
trouble-choices = 해당하는 항목
trouble-twin-page = 원래 페이지
trouble-nearest = 혹시 다음 문서를 찾으셨습니까?
trouble-document = 문서를 처음부터 보기
trouble-listing = 전체 문서
trouble-front = 첫 페이지

## Findings: what was odd in a file that was taken in

finding-layout-unknown = 알려진 형식이 아니어서 줄을 있는 그대로 보여 줍니다.
finding-date-missing = 출처 자료에 날짜가 기재되어 있지 않습니다.
finding-date-invalid = 「{ $value }」 값은 달력에 없는 날짜입니다.
finding-title-missing = 출처 자료에 제목이 기재되어 있지 않습니다.
finding-text-missing = 기록에 본문이 없습니다.
finding-line-breaks-lost = 수집 과정에서 줄바꿈이 사라졌습니다.
finding-bracket-unclosed = 닫히지 않은 괄호가 있습니다: 「{ $text }」. 인쇄된 그대로 두었습니다.
finding-encoding-decoded = 파일이 UTF-8이 아니어서 { $encoding } 인코딩으로 읽었습니다.
finding-characters-removed = 본문에 있을 수 없는 문자({ $character })를 { $count }개 뺐습니다.
finding-characters-lost = 파일이 이곳에 오기 전에 글자 { $count }개가 사라졌습니다. 사라진 글자는 □로 표시합니다.
finding-foreign-summary = 첫머리에 다른 기록의 개요가 있어 뺐습니다.
finding-field-unknown = 「{ $field }」 항목은 알려진 항목이 아닙니다.
finding-field-invalid = 「{ $field }」 항목의 값을 읽을 수 없습니다: 「{ $value }」.
finding-front-matter-invalid = 머리 정보를 읽을 수 없습니다: { $message }.
finding-attribute-unknown = 뜻을 알 수 없는 표시여서 낱말로 두었습니다: 「{ $text }」.
finding-fence-unclosed = 쌍점으로 된 줄이 닫히지 않았습니다.
finding-language-undetermined = 본문의 언어를 알 수 없습니다.
finding-markup-kept = 본문에 쓰이지 않는 마크업을 낱말로 두었습니다: { $tag }.
finding-same-bytes = 「{ $file }」 파일도 바이트가 똑같으므로 같은 문서입니다.
finding-same-record = 같은 기록의 다른 수집본이 있습니다: { $id }.
finding-statements-unreadable = 편집자 기재 내용을 읽을 수 없습니다: { $message }.
finding-statements-unplaced = 「{ $id }」 문서가 없어, 이 편집자 기재 내용에 해당하는 문서가 없습니다.
finding-statements-doubled = 「{ $id }」 문서의 편집자 기재 내용이 다른 파일에 있어 이 파일의 것은 뺐습니다.
finding-statement-incomplete = 「{ $field }」 항목의 기재에 「{ $missing }」 값이 없어 뺐습니다.
finding-name-shortened = 파일 이름의 일부 글자를 주소에 쓸 수 없어 그 대신 체크섬을 넣었습니다.
finding-authority-invalid = 파일을 읽을 수 없습니다: { $message }. 고칠 때까지 마지막으로 읽은 내용을 씁니다.
finding-entry-key-unknown = 「{ $key }」 키는 알려진 키가 아니어서 뺐습니다. 쓸 수 있는 키는 docs/authority.md에 있습니다.
finding-entry-value-invalid = { $expected ->
    [list] 「{ $key }」 키의 값이 목록이 아니어서 뺐습니다. 대괄호로 묶으십시오.
    [table] 「{ $key }」 키의 값이 표가 아니어서 뺐습니다. 항목은 이중 대괄호로 시작합니다. 그 밖의 표기와 출처에는 따로 키가 있습니다.
    [id] 「{ $key }」 키의 값이 식별자가 아니어서 뺐습니다. a–z, 0–9, 붙임표만 쓰십시오.
    [kind] 「{ $key }」 키의 값을 알 수 없어 뺐습니다. "place" 또는 "term"이라고 쓰십시오.
    [variant-kind] 「{ $key }」 키의 값을 알 수 없어 뺐습니다. "spelling" 또는 "misprint"라고 쓰십시오.
    [language] 「{ $key }」 키의 값이 언어 태그가 아니어서 뺐습니다. "ko", "zh-Hant"와 같은 태그를 쓰십시오.
    [scheme] 「{ $key }」 키의 값이 알려진 로마자 표기법이 아니어서 뺐습니다. 쓸 수 있는 표기법은 docs/authority.md에 있습니다.
   *[words] 「{ $key }」 키의 값이 글이 아니어서 뺐습니다. 글은 따옴표로 묶으십시오.
}
finding-entry-incomplete = 「{ $key }」 키가 없는 항목이나 표기를 뺐습니다. 값을 적어 주십시오.
finding-entry-id-twice = 「{ $id }」 식별자가 이미 { $first }번째 줄에 있어 이 항목을 뺐습니다. 다른 식별자를 주거나 둘을 합치십시오.
finding-spelling-shared = 「{ $form }」 표기가 { $id } 항목과 { $other } 항목에 모두 있습니다. 이 표기로 찾는 독자에게는 어느 쪽인지 묻습니다. 문서를 아는 경우 only_in으로 한정하십시오.
finding-misprint-unbound = 오식 「{ $form }」 표기를 찾을 문서가 없습니다. only_in에 그 표기가 있는 문서를 적으십시오.

## Reasons: why a file is no document

reason-empty = 파일이 비어 있거나 공백뿐입니다.
    .remedy = 페이지를 다시 수집하거나 파일을 치우십시오.
reason-oversized = 파일 크기가 { $size }바이트입니다. 한도는 { $limit }바이트입니다.
    .remedy = 파일을 나누거나 글이 아닌 부분을 빼십시오.
reason-binary = 글로 된 파일이 아닙니다. { $byte }번째 바이트를 확인하십시오.
    .remedy = UTF-8 일반 텍스트로 저장하십시오.
reason-encoding-uncertain = 문자 인코딩을 확실히 알 수 없습니다. { $byte }번째 바이트를 확인하십시오.
    .remedy = UTF-8로 저장하십시오.
reason-unreadable = 파일을 읽을 수 없습니다: { $message }.
    .remedy = 열람실이 그 파일을 읽을 권한이 있는지 확인하십시오.
reason-not-a-file = 파일이 아닙니다: { $kind }.
    .remedy = 이름을 바꾸거나 그 자리에 일반 파일을 두십시오.
reason-link-dangling = 링크가 가리키는 곳이 없거나 seeds 폴더 밖에 있습니다: { $target }.
    .remedy = 링크가 seeds 폴더 안의 파일을 가리키게 하거나 파일을 그 자리에 두십시오.
reason-address-taken = 「{ $id }」 주소는 이미 「{ $file }」 파일의 것입니다.
    .remedy = 이 파일의 이름을 바꾸십시오. 파일 이름이 곧 주소입니다.
reason-address-redirected = 「{ $id }」 주소는 「{ $to }」 주소로 연결됩니다.
    .remedy = 이 파일의 이름을 바꾸거나 redirects.toml에서 그 줄을 빼십시오.
reason-blocks-too-many = 파일에 문단이 { $count }개 있습니다. 한도는 { $limit }개입니다.
    .remedy = 파일을 나누십시오.
reason-reader-failed = 이 파일을 처리하다가 프로그램이 실패했습니다: { $message }.
    .remedy = 프로그램의 결함입니다. 파일과 함께 알려 주십시오.
reason-store-failed = 문서를 저장하지 못했습니다: { $message }.
    .remedy = data 폴더의 디스크와 권한을 확인하십시오. 다음에 읽을 때 파일을 다시 시도합니다.
reason-search-listing = 기록이 아니라 기록 목록 페이지입니다.
    .remedy = 목록에 있는 기록을 수집하십시오.
reason-own-use = 따로 쓰임이 있는 파일입니다: { $use }.
    .remedy = 아무것도 하지 않아도 됩니다.
reason-hidden-or-backup = 숨김 파일이거나 편집기의 백업 파일입니다.
    .remedy = 아무것도 하지 않아도 됩니다. 문서로 쓰려면 이름을 바꾸십시오.
reason-other-kind = .txt 파일과 .md 파일만 문서가 됩니다.
    .remedy = 아무것도 하지 않아도 됩니다. 문서로 쓰려면 .txt나 .md로 저장하십시오.
reason-withdrawn = 「{ $id }」 문서는 redirects.toml에서 철회되었습니다.
    .remedy = 다시 보이게 하려면 redirects.toml에서 그 줄을 빼십시오.
reason-settings-invalid = 설정을 읽을 수 없습니다: { $message }.
    .remedy = 파일을 고치십시오. 그때까지 마지막으로 읽은 설정을 씁니다.

## People, abbreviations and places

heading-named = 이 문서의 인물, 지명, 약어
named-people = 인물
named-places = 지명
named-terms = 약어·용어
people-title = 인물
people-words = 편집자가 기재한 인물과 그 이름의 모든 표기입니다. 인물에 관한 설명은 문서에 나오는 내용을 따릅니다.
people-total = 인물 { $count }명
people-letters = 머리글자
people-nobody = 아직 기재된 인물이 없습니다.
people-previous = 앞 인물
people-next = 뒤 인물
standing = { $documents }, { $mentions }
standing-documents = 문서 { $count }건
standing-mentions = 언급 { $count }회
standing-nowhere = 이 열람실의 본문에는 나오지 않음
standing-more = 외 { $count }곳
spot-opening = 제목 또는 개요
scheme-revised = 국어의 로마자 표기법
scheme-mccune-reischauer = 매큔–라이샤워 표기법
scheme-dprk = 북한식 표기
scheme-wade-giles = 웨이드–자일스 표기법
scheme-pinyin = 한어 병음
scheme-russian = 러시아어를 거친 표기
scheme-loc = 미국 의회도서관 표기법
scheme-popular = 관용 표기
spelling-scheme = { $language }, { $scheme }
spelling-preferred = 대표 표기
spelling-misprint = 인쇄 「{ $form }」, 편집자 판독 「{ $read }」
spelling-bound = 밝혀 적은 문서에서만 해당함. 다른 곳에서는 뜻이 다를 수 있음
spelling-nowhere = 본문에 나오지 않음
spelling-printed-as = 인쇄된 표기
spelling-source = 편집자 기재:
person-search = 이 인물이 언급된 문서 모두 검색
person-spellings = 표기
person-spellings-words = 편집자가 기재한 표기와 그 표기가 본문에 나오는 곳입니다.
person-found = 본문에서 찾은 표기
person-found-words = 본문에 인쇄되어 있으나 편집자가 기재하지 않은 표기입니다.
person-found-beside = 「{ $form }」 옆의 괄호 안
person-mentions = 날짜순 언급
person-mentions-further = 날짜순 언급 (계속)
person-beginning = 첫 언급부터
person-next = 이어지는 언급
person-company = 같은 문서에 나오는 인물
person-company-counted = 먼저 입수한 문서 { $count }건에서 세었습니다.
person-rests = 근거
person-rests-name = 이름
person-rests-dates = 생몰년
person-rests-note = 인물 설명
terms-title = 약어와 지명
terms-words = 약어와 외국어 낱말의 뜻, 그리고 문서에 나오는 지명입니다.
terms-total = 항목 { $count }개
terms-parts = 이 페이지의 내용
terms-abbreviations = 약어·용어
terms-places = 지명
terms-search = 검색
terms-none = 아직 기재된 약어와 지명이 없습니다.

# What harvesters are told (OAI-PMH)
oai-bad-verb = verb 인자가 하나 있어야 합니다: Identify, ListMetadataFormats, ListSets, ListIdentifiers, ListRecords, GetRecord.
oai-argument-unknown = 이 verb에는 { $name } 인자가 없습니다.
oai-argument-repeated = { $name } 인자가 두 번 이상 있습니다.
oai-argument-missing = { $name } 인자가 없습니다.
oai-argument-invalid = { $name } 인자의 값으로 「{ $value }」 값은 쓸 수 없습니다.
oai-granularity = from과 until은 둘 다 날짜이거나 둘 다 시각이어야 합니다.
oai-backwards = from이 until보다 뒤입니다.
oai-token-alone = resumptionToken과 함께 다른 인자를 쓸 수 없습니다.
oai-token-unknown = 이 저장소가 준 토큰이 아닙니다. 목록을 처음부터 다시 시작하십시오.
oai-format-unknown = { $prefix } 형식의 레코드는 없습니다. 제공하는 형식은 ListMetadataFormats로 알 수 있습니다.
oai-identifier-unknown = { $id } 레코드가 없습니다.
oai-nothing = 해당하는 레코드가 없습니다.
oai-no-sets = 세트가 없습니다. 소장처가 기재된 문서가 없기 때문입니다.
oai-source-record = { $publisher }, 기록 { $record }

# What programs are told of a parameter that cannot be read
expects-from = 연, 연월 또는 날짜여야 합니다: 1957, 1957-07, 1957-07-08.
expects-to = 연, 연월 또는 날짜여야 합니다: 1957, 1957-07, 1957-07-08.
expects-year = 네 자리 연도여야 합니다: 1957.
expects-language = 언어 태그(BCP 47)여야 합니다: ko.
expects-person = /people.json에 있는 인물 식별자여야 합니다.
expects-after = 「next」 값에 있는 키여야 합니다.
expects-before = 「previous」 값에 있는 키여야 합니다.
expects-edition = 판의 체크섬(16진수 12–64자리)이어야 합니다.
expects-page = 1부터 시작하는 쪽 번호여야 합니다.
expects-sort = 「relevance」, 「date」, 「newest」 가운데 하나여야 합니다.
expects-other = 512자 이하의 값 하나여야 합니다.

# What programs can ask for
nav-api = 프로그램용 데이터
api-title = 프로그램용 데이터
api-what = 페이지에 보이는 모든 내용을 데이터로 받을 수 있습니다. 키가 필요 없으며, 어떤 프로그램이나 다른 사이트의 스크립트에서도 이용할 수 있습니다.
api-machines = 같은 내용의 OpenAPI 3.1 문서:
api-try = 시작하기
api-example-listing = 한 해의 문서
api-example-search = 검색 결과
api-example-document = 문서와 그 본문
api-example-record = 서지 관리 프로그램용 레코드
api-example-harvest = 전체 레코드, 쪽 단위
api-addresses = 주소
api-addresses-words = 페이지와 그 데이터는 주소가 같습니다. 확장자를 붙이면 그 형식으로, 붙이지 않으면 Accept로 요청한 형식으로 응답합니다.
api-narrowed = 범위를 좁힐 수 있습니다(아래 참조).
api-documents = 전체 문서
    .words = 날짜순 문서 목록, 한 쪽에 50건.
api-document = 문서
    .words = 문서에 관하여 알려진 모든 내용. 본문은 문단별로 주석과 함께 제공하며, 언어별 본문의 대응 관계도 담았습니다.
api-excerpt = 문단 또는 주석
    .words = 문단이나 주석 하나와 다른 언어의 대응 문단, 인용 방법. 번호 앞에 영어는 p, 다른 언어는 언어 태그를 붙입니다: p14, ko14, n3.
api-source = 원본 파일
    .words = 문서의 바탕이 된 파일의 손대지 않은 바이트. 체크섬은 Repr-Digest에 있습니다.
api-source-file = 파일
api-search = 검색
    .words = 모든 본문의 검색 결과와 해당 문단, 한 번에 문서 20건. 어떤 글이든 검색어가 됩니다.
api-people = 인물
    .words = 편집자가 기재한 인물.
api-person = 인물 한 명
    .words = 이름의 모든 표기와 각 표기가 나오는 곳, 날짜순 언급, 함께 나오는 인물. 그 사람의 어느 이름으로도 찾아갈 수 있습니다.
api-terms = 약어와 지명
    .words = 약어, 외국어 낱말, 지명과 각각이 나오는 곳.
api-timeline = 연표
    .words = 월별 또는 연도별 문서 수와 문서가 다루는 여러 날에 걸친 기간.
api-archives = 소장처
    .words = 소장처와 각 소장처의 문서 수.
api-archive = 소장 위치
    .words = 소장처, 폰드, 오피시, 파프카, 델로에 있는 문서. 기재되지 않은 계층은 붙임표로 나타냅니다.
api-history = 문서의 이력
    .words = 문서의 판과 있었던 일을 최근 것부터. 두 판을 지정하면 문단별 차이.
api-events = 열람실의 기록
    .words = 입수, 교체, 파일 없음, 복귀, 거부와 모든 점검을 최근 것부터 50건씩.
api-ingest = 입수 보고서
    .words = seeds 폴더의 각 파일이 어떻게 처리되었는지.
api-openapi = 이 설명
api-feed = 최근에 추가되거나 바뀐 문서 (Atom)
api-feed-json = 최근에 추가되거나 바뀐 문서 (JSON Feed)
api-corrections = 최근 정정 내역 (Atom)
api-opensearch = 브라우저용 검색창
api-parameter-page-of-records = 쪽 번호, 1부터.
api-sitemap = 수집기를 위한 전체 주소
api-narrowing = 범위 좁히기
api-parameter-from = 이 날짜, 월, 연도 또는 그 이후의 문서.
api-parameter-to = 이 날짜, 월, 연도 또는 그 이전의 문서.
api-parameter-year = 이 연도의 문서.
api-parameter-archive = 문서에 기재된 소장처. 주소 안에서는 그 줄임꼴.
api-parameter-language = 이 언어(태그)의 본문이 있는 문서.
api-parameter-person = 인물 식별자.
api-parameter-after = 이 키 다음 쪽.
api-parameter-before = 이 키 앞쪽.
api-parameter-after-document = 이 식별자의 문서 다음 쪽.
api-parameter-after-file = 이 파일 다음의 보고서 쪽.
api-parameter-after-mention = 이 키 다음의 언급.
api-parameter-edition = 이전 판의 체크섬 앞자리.
api-parameter-from-edition = 비교할 판의 체크섬 앞자리.
api-parameter-to-edition = 견줄 판의 체크섬 앞자리. 이것만 있으면 그 앞 판과 비교합니다.
api-parameter-before-event = 이전 기록 페이지의 키. 「next」에 있습니다.
api-parameter-sort = 결과의 정렬 순서.
api-parameter-page = 쪽 번호, 1부터.
api-parameter-page-of-people = 쪽 번호, 1부터.
api-parameter-q = 검색어.
api-parameter-id = 문서 식별자. 문서 주소의 마지막 부분.
api-parameter-place = 문단 또는 주석: p14, ko14, n3.
api-parameter-fond = 폰드.
api-parameter-opis = 오피시.
api-parameter-papka = 파프카.
api-parameter-delo = 델로.
api-pages = 쪽 나눔
api-pages-words = 이어지는 목록에는 다음 쪽의 경로가 「next」에, 앞쪽의 경로가 「previous」에 있으며, 마지막 쪽에서는 null입니다. 키의 속뜻을 풀이하지 말고 받은 그대로 쓰십시오.
api-values = 값
api-values-words = 알려지지 않은 값은 null이고 항목이 없는 목록은 빈 목록입니다. 나중에 항목이 더해질 수 있습니다. 「url」은 경로, 「canonical」은 전체 주소입니다. 날짜는 알려진 만큼만 나타냅니다: 날짜, 연월, 연도(EDTF).
api-errors = 오류
api-errors-words = 거절 응답은 문제 문서(RFC 9457, application/problem+json)입니다. 「errors」에는 읽을 수 없는 매개변수와 올바른 형식이 있습니다. 주소가 모르는 매개변수는 무시합니다.
api-oai = 하베스팅
    .words = OAI-PMH 2.0: 전체 레코드, 특정 날짜나 시각 이후에 바뀐 레코드, 소장처별 레코드. 철회된 문서는 삭제된 레코드로 목록에 남습니다.
api-oai-address = 기본 주소
api-oai-formats = 형식
api-changes = 변경 확인
api-changes-words = 모든 응답에 ETag가 있습니다. If-None-Match로 요청하면 바뀌지 않은 내용은 본문 없이 304로 응답합니다. 문서의 「edition」과 「sha256」은 파일이 바뀔 때에만 바뀝니다.
api-limits = 제한
api-limits-words = 키도 할당량도 없습니다. 주소는 8 KiB까지이며 GET과 HEAD를 받습니다. 1.5초가 넘는 검색은 422로 끝납니다. 요청이 몰리면 503으로 응답하며 언제 다시 요청할지를 Retry-After에 밝힙니다. 한 번에 하나씩 요청해 주십시오.
api-licence = 이용 허락
api-licence-words = 운영 단체는 서지 정보와 본문을 다음 조건으로 제공합니다:
api-licence-none = 열람실 전체에 대한 이용 허락 표시는 없습니다. 문서의 권리에 관하여 알려진 내용은 「rights」 항목에 있습니다.
api-status-200 = 있습니다.
api-status-300 = 같은 이름이 여럿입니다. 「choices」에서 고를 수 있습니다.
api-status-303 = 다른 주소에 있습니다.
api-status-304 = 이미 받은 내용과 같습니다.
api-status-308 = 주소가 영구히 바뀌었습니다.
api-status-400 = 읽을 수 없는 매개변수가 있습니다. 「errors」에 밝혔습니다.
api-status-404 = 없습니다.
api-status-410 = 철회된 문서입니다. 무엇이 있었고 왜 철회되었는지 응답에 있습니다.
api-status-413 = 요청 본문이 너무 깁니다.
api-status-415 = 요청 본문이 양식이 아닙니다.
api-status-422 = 검색이 너무 오래 걸렸습니다. 낱말을 더하거나 범위를 좁히십시오.
api-status-500 = 열람실의 오류입니다. 원인은 로그에 있습니다.
api-status-503 = 지금은 응답할 수 없습니다. 나중에 다시 요청하십시오.

## 문서의 이력, 두 판의 차이, 열람실의 기록

history-kicker = 이력
history-title = 「{ $title }」의 이력
history-words = 이 문서의 파일이 거쳐 온 모든 판과 이곳에서 있었던 일입니다. 여기에 적힌 줄은 고치거나 지우지 않으며, 어떤 판의 내용을 완전히 없애야 했다면 그 사실도 한 줄로 남습니다.
history-link = 이 문서의 이력
history-until = { $until }까지 현행 판
history-source = 이 판의 원본 파일
history-difference = 앞 판과의 차이
history-to-current = 현행 판과의 차이
history-compare = 두 판을 골라 비교
history-compare-submit = 비교
history-events = 있었던 일
history-more-events = 기록 { $count }건 가운데 최근 { $told }건입니다.
history-no-events = 기록이 없습니다.
events-title = 열람실의 기록
events-words = 입수, 교체, 파일 없음, 복귀, 거부와 모든 점검을 최근 것부터 보여 줍니다. 기록은 덧붙이기만 합니다.
events-total = 기록 { $count }건
events-none = 아직 기록이 없습니다.
events-pages = 기록의 페이지
events-latest = 최근 기록
events-earlier = 이전 기록
event-when = 일시
event-what = 있었던 일
event-document = 문서
event-file = 파일과 체크섬
event-imported = 이곳의 이름으로 seeds 폴더에 들여왔습니다. 원래 이름: { $detail }
event-imported-bare = 이곳의 이름으로 seeds 폴더에 들여왔습니다.
event-taken-in = 입수했습니다.
event-replaced = 파일이 바뀌어 새 판이 되었습니다.
event-reread = 프로그램의 새 버전({ $detail })이 다시 판독했고 결과는 같습니다.
event-reread-bare = 프로그램의 새 버전이 다시 판독했고 결과는 같습니다.
event-revised = 프로그램의 새 버전({ $detail })이 다시 판독한 결과가 달라졌습니다. 파일은 그대로이므로 새 판이 아닙니다.
event-revised-bare = 프로그램의 새 버전이 다시 판독한 결과가 달라졌습니다. 파일은 그대로이므로 새 판이 아닙니다.
event-stated = 편집자 기재가 바뀌었습니다.
event-stated-bare = 편집자 기재가 없어졌습니다.
event-absent = 파일이 없습니다. 문서는 그대로 있습니다.
event-back = 파일이 다시 있습니다.
event-renamed = 이 주소로 옮겨 왔습니다. 옛 주소: { $detail }
event-renamed-bare = 이 주소로 옮겨 왔습니다.
event-same-bytes = 파일의 내용이 문서 { $detail }의 것과 한 바이트도 다르지 않아, 그 주소가 그 문서로 이어집니다.
event-same-bytes-bare = 파일의 내용이 다른 문서와 한 바이트도 다르지 않아, 그 주소가 그 문서로 이어집니다.
event-refused = 파일을 거부했습니다: { $detail }
event-refused-bare = 파일을 거부했습니다.
event-withdrawn = redirects.toml에서 철회했습니다.
event-restored = 철회를 취소했습니다.
event-verified = 모든 원본과 본문을 점검했습니다: { $detail }
event-verified-bare = 모든 원본과 본문을 점검했습니다.
event-repaired = 손상을 발견하여 원본에서 다시 만들었습니다: { $detail }
event-repaired-bare = 손상을 발견하여 원본에서 다시 만들었습니다.
event-purged = 모든 판의 파일 내용을 영구히 없앴습니다: { $detail }
event-purged-bare = 모든 판의 파일 내용을 영구히 없앴습니다.
refused-empty = 빈 파일
refused-oversized = 크기 초과
refused-binary = 텍스트가 아님
refused-encoding-uncertain = 문자 인코딩을 확실히 알 수 없음
refused-unreadable = 읽을 수 없음
refused-not-a-file = 일반 파일이 아님
refused-link-dangling = 대상이 없는 링크
refused-address-taken = 주소가 이미 다른 파일의 것임
refused-address-redirected = 주소가 다른 곳으로 이어짐
refused-blocks-too-many = 문단이 너무 많음
refused-reader-failed = 프로그램이 판독하지 못함
refused-store-failed = 저장하지 못함
refused-settings-invalid = 설정을 읽을 수 없음

difference-kicker = 두 판의 차이
difference-title = 「{ $title }」, { $from } 판과 { $to } 판의 차이
difference-from = 비교할 판
difference-to = 견줄 판
difference-reversed = 방향을 바꾸어 보기
difference-how = 없어진 말에는 취소선을, 더해진 말에는 밑줄을 그었습니다:
difference-removed-word = 없어진 말
difference-added-word = 더해진 말
difference-removed-begin = [삭제:
difference-added-begin = [추가:
difference-one-edition = 둘은 같은 판입니다.
difference-nothing = 독자가 보는 내용은 다르지 않습니다. 본문, 주석, 기록 기술이 모두 같고 파일만 다릅니다.
difference-coarse = 너무 길어 단어 단위로 비교하지 못한 문단이 있습니다. 그런 문단은 이전과 이후를 통째로 보여 줍니다.
difference-of-text = { $text }: { $sums }
difference-of-description = 기록 기술: { $fields }
difference-credit = 본문의 번역자, { $text }
difference-text-added = 새로 생김, 문단 { $count }개
difference-text-removed = 없어짐, 문단 { $count }개
difference-changed = 바뀐 문단 { $count }개
difference-added = 더해진 문단 { $count }개
difference-removed = 없어진 문단 { $count }개
difference-same = 그대로인 문단 { $count }개
difference-left-out = 달라진 문단이 { $count }개 더 있으나 여기에는 싣지 않았습니다.
difference-paragraph-changed = 바뀜
difference-paragraph-removed = 없어짐
difference-paragraph-added = 더해짐
difference-kind = { $old } → { $new }
difference-marks = 말은 같고 표시가 다름
difference-notes = 주석
block-kind-paragraph = 문단
block-kind-heading = 제목
block-kind-list-item = 목록 항목
block-kind-quotation = 인용문
block-kind-letterhead = 서두
block-kind-stamp = 도장
block-kind-signature = 서명
block-kind-copies = 배포처
notice-difference = 현행 판에서 달라진 점: { $sums }.
notice-difference-link = 모든 차이 보기
