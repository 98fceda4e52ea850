// title: {zh: 各币种的投资总额, en: Investment totals by currency}
// topic: money
// examples:
//   - 各币种的投资总额是多少？
//   - 投资一共有多少
//   - <place:湛江市>投资合计多少
//   - <place:新北市>的投资总额
//   - <place:金山区>总共投资了多少钱
//   - 图中所有投资加起来有多少
//   - Total investment by currency
//   - Total investment of <place:Zhanjiang>
//   - 投资总额是多少
//   - 图中投资合计
//   - <place:上海>投资合计是多少
//   - 所有投资总计多少钱
// parameters:
//   place: {type: Place, zh: 地方, en: place}
// columns:
//   place: {zh: 地方, en: Place}
//   amount_text: {zh: 合计, en: Total}
//   sums: {zh: 笔, en: Sums}
//   amount: {zh: 数值, en: Number}
//   currency: {zh: 币种, en: Currency}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{place}的投资按币种合计：{@amount_text}。'
//   en: '{place} total by currency: {@amount_text}.'
// :param place => null
MATCH (inv:Investment)-[r:FUNDS]->(target)
OPTIONAL MATCH (target)-[:LOCATED_IN*0..3]->(area:Province|City|District)
WITH inv, area, r WHERE ($place IS NULL OR EXISTS {
    MATCH (area)-[:PART_OF*0..2]->(whole) WHERE whole.id IN $place OR whole.name IN $place })
WITH inv.currency AS currency, collect(DISTINCT inv) AS found, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
WITH currency, size(found) AS sums, reduce(t = 0.0, i IN found | t + i.amount) AS amount, _evidence
RETURN CASE WHEN $place IS NULL THEN '全部' ELSE null END AS place,
  CASE WHEN amount >= 1e8 THEN replace(toString(round(amount / 1e8, 2)) + '亿', '.0亿', '亿')
         WHEN amount >= 1e4 THEN replace(toString(round(amount / 1e4, 2)) + '万', '.0万', '万')
         ELSE replace(toString(round(amount, 2)) + ' ', '.0 ', '') END +
    coalesce({CNY: '元', TWD: '元新台币', USD: '美元', HKD: '港元', EUR: '欧元', JPY: '日元'}[currency], currency, '') AS amount_text, sums, amount, currency, _evidence
ORDER BY amount DESC
