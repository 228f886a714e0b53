import {html, nothing} from '../lit.js';
import {words} from '../format.js';
import './copy-button.js';
import {Light} from './light.js';
import {icon} from './pieces.js';

const NUMBER = new Intl.NumberFormat('en', {maximumFractionDigits: 20});

/** A JSON object for reading: names and values, lists of objects as tables; or the JSON itself. */
class JsonView extends Light {
    static properties = {value: {}, titles: {}, label: {}, raw: {state: true}};

    constructor() {
        super();
        this.value = null;
        this.titles = {};
        this.label = 'JSON';
        this.raw = false;
    }

    render() {
        const text = JSON.stringify(this.value, null, 2);
        return html`
            <div class="json-tools">
                <button type="button" class="btn btn-quiet btn-icon" aria-pressed=${this.raw}
                    aria-label="${this.label} as JSON" title="As JSON" @click=${() => this.raw = !this.raw}>
                    ${icon('braces')}</button>
                <mw-copy .text=${text} label="Copy ${this.label.toLowerCase()}"></mw-copy>
            </div>
            ${this.raw ? html`<pre class="json" tabindex="0" aria-label="${this.label} as JSON">${text}</pre>`
                : this.object(this.value)}`;
    }

    object(value) {
        const names = Object.keys(value);
        if (names.length === 0) {
            return html`<p class="quiet">None.</p>`;
        }
        const simple = names.filter(name => !isTable(value[name]));
        const tables = names.filter(name => isTable(value[name]));
        return html`
            ${simple.length === 0 ? nothing : html`<dl class="pairs">${simple.map(name => html`
                <div><dt>${this.titles[name] ?? words(name)}</dt>${cell(value[name], 'dd')}</div>`)}</dl>`}
            ${tables.map(name => this.table(this.titles[name] ?? words(name), value[name]))}`;
    }

    table(title, rows) {
        const columns = [...new Set(rows.flatMap(Object.keys))];
        return html`<div class="scroll" tabindex="0" role="region" aria-label=${title}>
            <table class="grid grid-small"><caption>${title}</caption>
                <thead><tr>${columns.map(column => html`
                    <th scope="col" class=${numeric(rows, column) ? 'number' : ''}>${words(column)}</th>`)}</tr></thead>
                <tbody>${rows.map(row => html`
                    <tr>${columns.map(column => cell(row[column], 'td'))}</tr>`)}</tbody>
            </table></div>`;
    }
}

function isTable(value) {
    return Array.isArray(value) && value.length > 0
        && value.every(row => row !== null && typeof row === 'object' && !Array.isArray(row));
}

function numeric(rows, column) {
    return rows.every(row => typeof row[column] === 'number' || isDecimal(row[column]));
}

function isDecimal(value) {
    return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);
}

function cell(value, tag) {
    const number = typeof value === 'number' || isDecimal(value);
    const text = show(value);
    return tag === 'td' ? html`<td class=${number ? 'number' : ''}>${text}</td>`
        : html`<dd class=${number ? 'number' : ''}>${text}</dd>`;
}

function show(value) {
    if (value === null || value === undefined) {
        return '–';
    }
    if (typeof value === 'boolean') {
        return value ? 'yes' : 'no';
    }
    if (typeof value === 'number') {
        // four digits may be a year: no separator in them
        return Math.abs(value) < 10_000 ? String(value) : NUMBER.format(value);
    }
    if (isDecimal(value) && value.includes('.')) {
        const [whole, rest] = value.split('.');
        return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${rest}`;
    }
    return typeof value === 'object' ? html`<code>${JSON.stringify(value)}</code>` : value;
}

customElements.define('mw-json', JsonView);
