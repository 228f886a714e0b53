// Numbers out of jobs' results, of which only their form is known. Decimals may come as texts, to keep their digits.

/** A number, or a text that is a decimal: a text of digits alone may as well be an id. */
export function isNumber(value) {
    return typeof value === 'number' || (typeof value === 'string' && /^-?\d+\.\d+$/.test(value));
}

/** With separators; a whole number of four digits may be a year and gets none. */
export function number(value) {
    const [whole, decimals] = digits(value);
    return isShort(value) ? String(value) : grouped(whole) + (decimals ? `.${decimals}` : '');
}

/** All of a column alike: as many decimals for each; null unless all are numbers. */
export function column(values) {
    if (!values.every(isNumber)) {
        return null;
    }
    if (values.every(isShort)) {
        return values.map(String);
    }
    const most = Math.max(...values.map(value => digits(value)[1].length));
    return values.map(value => {
        const [whole, decimals] = digits(value);
        return grouped(whole) + (most > 0 ? `.${decimals.padEnd(most, '0')}` : '');
    });
}

function isShort(value) {
    return Number.isInteger(value) && Math.abs(value) < 10_000;
}

function digits(value) {
    const text = String(value);
    return /^-?\d+(\.\d+)?$/.test(text) ? [text.split('.')[0], text.split('.')[1] ?? ''] : [text, ''];
}

function grouped(whole) {
    return whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
