// title: {zh: 谁在某地或某机构任职, en: Who holds which post}
// topic: person
// examples:
//   - 谁是<holder:汕头市>委<title:书记>？
//   - <holder:濠江区>区委<title:书记>是谁
//   - <holder:湛江市><title:市长>叫什么
//   - <holder:湛江>的<title:市委书记>是哪位
//   - <holder:新北市政府经发局><title:局长>是谁
//   - <holder:华钟咨询集团>的<title:董事长>
//   - <holder:嘉定区>有哪些官员
//   - <holder:金山区>的人物有哪些
//   - 谁在<holder:上海市公共卫生临床中心>任职
//   - <holder:湛江>有哪些领导
//   - Who is the <title:mayor> of <holder:New Taipei City>?
//   - Who is the <title:party secretary> of <holder:Shantou>?
//   - Officials of <holder:Jiading>
//   - <holder:嘉定区经委>的<title:主要负责人>是谁
//   - <holder:新北>的<title:市长>是哪位
//   - <holder:汕头>有谁任职
//   - 谁担任<holder:湛江市><title:市长>
//   - <holder:濠江区>的领导是谁
// parameters:
//   holder: {type: Place|Organization|Company|Park, required: true, zh: 地方或机构, en: place or body}
//   title: {type: Words, zh: 职务, en: post}
// columns:
//   person: {zh: 人物, en: Person}
//   title: {zh: 职务, en: Post}
//   holder: {zh: 任职于, en: At}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{holder}{title}：{@person}。'
//   en: '{holder} {title}: {@person}.'
// :param holder => ['汕头市']
// :param title => null
UNWIND $holder AS h_key
CALL (h_key) {
  MATCH (h:Province) WHERE h.id = h_key OR h.name = h_key RETURN h
  UNION
  MATCH (h:City) WHERE h.id = h_key OR h.name = h_key RETURN h
  UNION
  MATCH (h:District) WHERE h.id = h_key OR h.name = h_key RETURN h
  UNION
  MATCH (h:Organization) WHERE h.id = h_key OR h.name = h_key RETURN h
  UNION
  MATCH (h:Company) WHERE h.id = h_key OR h.name = h_key RETURN h
  UNION
  MATCH (h:Park) WHERE h.id = h_key OR h.name = h_key RETURN h
}
MATCH (h)<-[:LOCATED_IN*0..1]-(body)<-[r:HOLDS_POST]-(person:Person)
WHERE $title IS NULL OR body = h AND any(t IN $title WHERE r.title CONTAINS t AND
  (t STARTS WITH '副' OR NOT r.title CONTAINS '副' + t))
WITH person, r.title AS title, body.name AS holder, body <> h AS within, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
RETURN person.name AS person, title, holder, _evidence
ORDER BY within, holder, title, person
