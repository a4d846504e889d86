/** Kinds of entities in the order of the legend: what one is called, and what several are. */
export const ENTITY_KINDS = {
  person: ['person', 'People'],
  organization: ['organisation', 'Organisations'],
  place: ['place', 'Places'],
  group: ['group', 'Groups'],
  date: ['date', 'Dates'],
  time: ['time', 'Times'],
  money: ['sum', 'Sums'],
  percent: ['share', 'Shares'],
  quantity: ['quantity', 'Quantities'],
  product: ['product', 'Products'],
  event: ['event', 'Events'],
  work: ['work', 'Works'],
  other: ['other name', 'Other'],
};

const VALUES = new Set(['date', 'time', 'money', 'percent', 'quantity']);

/** Whether entities of this kind are names, which can be looked up, and not values. */
export const isName = (kind) => !VALUES.has(kind);
