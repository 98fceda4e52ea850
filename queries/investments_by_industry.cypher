// title: {zh: 某产业获得多少投资, en: Investments in an industry}
// topic: industry
// examples:
//   - <industry:海上风电>的投资有多少？
//   - <industry:海上风电>投了多少钱
//   - <place:濠江区><industry:海上风电>的总投资是多少
//   - <industry:生物医药>产业获得哪些投资
//   - 对<industry:储能>投入了多少资金
//   - How much is invested in <industry:offshore wind>?
//   - <industry:offshore wind> investment in <place:Shantou>
// parameters:
//   industry: {type: Industry, required: true, zh: 产业, en: industry}
//   place: {type: Place, zh: 地方, en: place}
// columns:
//   amount_text: {zh: 金额, en: Amount}
//   words: {zh: 原文, en: Words of the text}
//   target: {zh: 投向, en: Into}
//   location: {zh: 地方, en: Place}
//   industry: {zh: 产业, en: Industry}
//   amount: {zh: 数值, en: Number}
//   currency: {zh: 币种, en: Currency}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{place}{industry}的投资有{n}笔：{@amount_text}。'
//   en: 'Investments in {industry}: {@amount_text}.'
// :param industry => ['海上风电']
// :param place => null
UNWIND $industry AS i_key
MATCH (i:Industry) WHERE i.id = i_key OR i.name = i_key
MATCH (i)<-[:SUBINDUSTRY_OF*0..6]-(branch:Industry)
CALL (branch) {
  MATCH (branch)<-[r:FUNDS]-(inv:Investment)
  RETURN inv, r, branch AS target
  UNION
  MATCH (branch)<-[:IN_INDUSTRY|FOCUSES_ON]-(target)<-[r:FUNDS]-(inv:Investment)
  RETURN inv, r, target
}
OPTIONAL MATCH (target)-[:LOCATED_IN*1..3]->(area:Province|City|District)
WITH inv, r, branch, target, area WHERE ($place IS NULL OR EXISTS {
    MATCH (area)-[:PART_OF*0..2]->(whole) WHERE whole.id IN $place OR whole.name IN $place }) OR target:Industry AND EXISTS {
    MATCH (target)<-[:PRIORITIZES]-(home) WHERE home.id IN $place OR home.name IN $place }
WITH inv, collect(DISTINCT target.name) AS target, collect(DISTINCT area.name) AS location,
  collect(DISTINCT branch.name) AS industry, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
RETURN coalesce({about: '约', over: '超', under: '近', at_least: '不少于', at_most: '不超过'}[inv.bound], '') +
    CASE WHEN inv.amount >= 1e8 THEN replace(toString(round(inv.amount / 1e8, 2)) + '亿', '.0亿', '亿')
         WHEN inv.amount >= 1e4 THEN replace(toString(round(inv.amount / 1e4, 2)) + '万', '.0万', '万')
         ELSE replace(toString(round(inv.amount, 2)) + ' ', '.0 ', '') END +
    coalesce({CNY: '元', TWD: '元新台币', USD: '美元', HKD: '港元', EUR: '欧元', JPY: '日元'}[inv.currency], inv.currency, '') AS amount_text,
  inv.name AS words, target, location, industry, inv.amount AS amount, inv.currency AS currency, _evidence
ORDER BY currency, amount DESC
