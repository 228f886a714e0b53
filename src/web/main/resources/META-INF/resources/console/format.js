// Numbers, times and durations as an operator reads them.

const WHOLE = new Intl.NumberFormat('en', {maximumFractionDigits: 0});
const EXACT = new Intl.DateTimeFormat('en', {dateStyle: 'medium', timeStyle: 'long'});

/** The API's 64-bit integers are texts. */
export function count(text) {
    return WHOLE.format(BigInt(text));
}

export function percent(fraction) {
    // 100 % is said of what is over, and of nothing else
    return `${Math.floor(fraction * 100)} %`;
}

export function exactly(instant) {
    return EXACT.format(new Date(instant));
}

/** How long ago, in one unit: it stands in a column. */
export function ago(instant, now = Date.now()) {
    const seconds = Math.max(0, Math.round((now - Date.parse(instant)) / 1000));
    if (seconds < 5) {
        return 'just now';
    }
    if (seconds < 60) {
        return `${seconds} s ago`;
    }
    if (seconds < 3600) {
        return `${Math.floor(seconds / 60)} min ago`;
    }
    if (seconds < 86_400) {
        return `${Math.floor(seconds / 3600)} h ago`;
    }
    const days = Math.floor(seconds / 86_400);
    return days === 1 ? 'yesterday' : `${days} days ago`;
}

/** @returns {string} such as 340 ms, 2.4 s, 3 min 07 s, 5 h 02 min; an empty text before it has begun */
export function duration(from, to, now = Date.now()) {
    if (!from) {
        return '';
    }
    const ms = Math.max(0, (to ? Date.parse(to) : now) - Date.parse(from));
    if (!to) {
        return long(Math.floor(ms / 1000)); // it runs: whole seconds keep it from flickering
    }
    if (ms < 1000) {
        return `${ms} ms`;
    }
    return ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : long(Math.round(ms / 1000));
}

function long(seconds) {
    if (seconds < 60) {
        return `${seconds} s`;
    }
    if (seconds < 3600) {
        return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
    }
    return `${Math.floor(seconds / 3600)} h ${two(Math.floor((seconds % 3600) / 60))} min`;
}

function two(number) {
    return String(number).padStart(2, '0');
}

/** The end of an id: ids of one moment begin alike. */
export function shortId(id) {
    return `…${id.slice(-8)}`;
}

/** business_indicator as Business indicator. */
export function words(name) {
    const text = name.replaceAll(/[_-]+/g, ' ').trim();
    return text.charAt(0).toUpperCase() + text.slice(1);
}
