// title: {zh: 谁与某方合作, en: Who cooperates with whom}
// topic: company
// examples:
//   - <subject:联影集团>和谁有合作？
//   - 与<subject:濠江区>对口帮扶的是哪里？
//   - <subject:南山区>和谁结对帮扶
//   - <subject:联影集团>的合作伙伴
//   - <subject:嘉定区>与哪些企业签署了战略合作协议
//   - 谁与<subject:新北市>合作
//   - <subject:濠江区>的帮扶单位是哪里
//   - <subject:濠江区>与哪些地方合作
//   - <subject:汕头>牵手了谁
//   - Who cooperates with <subject:Lianying Group>?
//   - Partners of <subject:Haojiang District>
//   - Which district is paired with <subject:Haojiang>?
//   - <subject:嘉定区>跟哪家企业合作
//   - <subject:濠江区>和哪个区结对
//   - <subject:濠江区>的合作方有哪些
//   - 与<subject:联影集团>签约合作的地方
//   - Who does <subject:Jiading> cooperate with?
// parameters:
//   subject: {type: Place|Company|Organization|Park|Project, required: true, zh: 对象, en: subject}
// columns:
//   subject: {zh: 一方, en: One side}
//   partner: {zh: 合作方, en: Partner}
//   kind: {zh: 种类, en: Kind}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '与{subject}合作的有{@partner}。'
//   en: 'Partners of {subject}: {@partner}.'
// :param subject => ['濠江区']
UNWIND $subject AS x_key
CALL (x_key) {
  MATCH (x:Province) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:City) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:District) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Company) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Organization) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Park) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Project) WHERE x.id = x_key OR x.name = x_key RETURN x
}
MATCH (x)<-[:PART_OF*0..2]-(own)-[r:PARTNERS_WITH]-(partner)
WHERE NOT EXISTS { MATCH (partner)-[:PART_OF*0..2]->(x) }
RETURN x.name AS subject, partner.name AS partner, {Province: '省', City: '市', District: '区县', Park: '园区', Industry: '产业', Project: '项目', Company: '企业',
   Organization: '机构', Policy: '政策', Person: '人物', Investment: '投资', Indicator: '指标', Article: '文章'}[head(labels(partner))] AS kind, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY subject, kind, partner
