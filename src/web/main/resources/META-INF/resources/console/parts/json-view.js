import {html, nothing} from '../lit.js';
import {words} from '../format.js';
import {column, isNumber, number} from '../numbers.js';
import './copy-button.js';
import {Light} from './light.js';
import {icon} from './pieces.js';

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
            ${this.raw ? html`<pre class="json" tabindex="0" role="region" aria-label="${this.label} as JSON">${text}</pre>`
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
                <div><dt>${this.title(name)}</dt><dd>${show(value[name])}</dd></div>`)}</dl>`}
            ${tables.map(name => this.table(this.title(name), value[name]))}`;
    }

    title(name) {
        return this.titles[name] ?? words(name);
    }

    table(title, rows) {
        const columns = [...new Set(rows.flatMap(Object.keys))]
            .map(name => ({name, texts: column(rows.map(row => row[name]))}));
        const kind = ({texts}) => texts ? 'number' : '';
        return html`<div class="scroll" tabindex="0" role="region" aria-label=${title}>
            <table class="grid"><caption>${title}</caption>
                <thead><tr>${columns.map(each => html`
                    <th scope="col" class=${kind(each)}>${words(each.name)}</th>`)}</tr></thead>
                <tbody>${rows.map((row, index) => html`<tr>${columns.map(each => html`
                    <td class=${kind(each)}>${each.texts ? each.texts[index] : show(row[each.name])}</td>`)}</tr>`)}
                </tbody>
            </table></div>`;
    }
}

function isTable(value) {
    return Array.isArray(value) && value.length > 0
        && value.every(row => row !== null && typeof row === 'object' && !Array.isArray(row));
}

function show(value) {
    if (value === null || value === undefined) {
        return '–';
    }
    if (typeof value === 'boolean') {
        return value ? 'yes' : 'no';
    }
    if (isNumber(value)) {
        return number(value);
    }
    if (Array.isArray(value) && value.every(each => typeof each === 'string')) {
        return html`<ul>${value.map(each => html`<li>${each}</li>`)}</ul>`;
    }
    return typeof value === 'object' ? html`<code>${JSON.stringify(value)}</code>` : value;
}

customElements.define('mw-json', JsonView);
