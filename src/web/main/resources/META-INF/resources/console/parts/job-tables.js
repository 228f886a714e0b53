import {count, duration, shortId} from '../format.js';
import {html, nothing} from '../lit.js';
import {badge, bar, time} from './pieces.js';

const COUNTS = [
    ['Read', 'read_count'], ['Written', 'write_count'], ['Filtered', 'filter_count'], ['Skipped', 'skip_count'],
    ['Commits', 'commit_count'], ['Rollbacks', 'rollback_count'],
];

/** What each step has done. */
export function stepsTable(steps, now) {
    return html`<section class="card-plain"><h2 id="steps">Steps</h2>
        <div class="scroll" tabindex="0" role="region" aria-labelledby="steps"><table class="grid">
            <thead><tr><th scope="col">Step</th><th scope="col">State</th><th scope="col">Progress</th>
                ${COUNTS.map(([label]) => html`<th scope="col" class="number">${label}</th>`)}
                <th scope="col" class="number">Took</th></tr></thead>
            <tbody>${steps.map(step => html`<tr data-step=${step.name}>
                <th scope="row">${step.name}</th>
                <td>${badge(step.batch_status)}${exit(step)}</td>
                <td>${step.fraction === null ? '–'
                    : bar(step.fraction, `Progress of step ${step.name}`, tone(step.batch_status))}</td>
                ${COUNTS.map(([, name]) => html`<td class="number ${alarming(name, step[name])}">${count(step[name])}</td>`)}
                <td class="number">${duration(step.started_at, step.ended_at, now)}</td></tr>`)}</tbody>
        </table></div></section>`;
}

function tone(status) {
    return {COMPLETED: 'good', FAILED: 'bad', STARTED: 'running'}[status] ?? 'neutral';
}

/** Said only when a job's own code chose it. */
function exit(step) {
    return step.exit_status === null || step.exit_status === step.batch_status ? nothing
        : html` <span class="sub">${step.exit_status}</span>`;
}

function alarming(name, value) {
    return ['skip_count', 'rollback_count'].includes(name) && value !== '0' ? 'alarming' : value === '0' ? 'zero' : '';
}

/** Each try, where it ran and how it ended. */
export function attemptsTable(attempts, now) {
    return html`<section class="card-plain"><h2 id="attempts">Attempts</h2>
        <div class="scroll" tabindex="0" role="region" aria-labelledby="attempts"><table class="grid">
            <thead><tr><th scope="col" class="number">#</th><th scope="col">Outcome</th><th scope="col">Node</th>
                <th scope="col">Started</th><th scope="col" class="number">Took</th><th scope="col">Error</th></tr></thead>
            <tbody>${attempts.map(attempt => html`<tr>
                <th scope="row" class="number">${attempt.number}</th>
                <td>${badge(attempt.outcome ?? 'RUNNING')}</td>
                <td>${attempt.node ? html`<span class="mono" title=${attempt.node}>${shortId(attempt.node)}</span>` : '–'}</td>
                <td>${attempt.started_at ? time(attempt.started_at, now) : '–'}</td>
                <td class="number">${duration(attempt.started_at, attempt.ended_at, now)}</td>
                <td class="wrap">${attempt.error ? html`<b>${attempt.error.code}</b> ${attempt.error.message}` : '–'}</td>
            </tr>`)}</tbody></table></div></section>`;
}
