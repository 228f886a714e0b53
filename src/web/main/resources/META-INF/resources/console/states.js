// How each state of a job looks. Colour is never the only sign: each has an icon and its word.
export const STATES = {
    BLOCKED: {icon: 'diagram-2', tone: 'waiting', label: 'Blocked'},
    SCHEDULED: {icon: 'calendar-event', tone: 'waiting', label: 'Scheduled'},
    QUEUED: {icon: 'hourglass-split', tone: 'waiting', label: 'Queued'},
    RUNNING: {icon: 'play-fill', tone: 'running', label: 'Running'},
    RETRYING: {icon: 'arrow-repeat', tone: 'warning', label: 'Retrying'},
    STOPPED: {icon: 'pause-fill', tone: 'warning', label: 'Stopped'},
    COMPLETED: {icon: 'check-lg', tone: 'good', label: 'Completed'},
    FAILED: {icon: 'exclamation-triangle-fill', tone: 'bad', label: 'Failed'},
    CANCELLED: {icon: 'slash-circle', tone: 'neutral', label: 'Cancelled'},
    EXPIRED: {icon: 'clock-history', tone: 'neutral', label: 'Expired'},
};

/** What one filters by: ten states are too many to choose from at a glance. */
export const GROUPS = {
    waiting: {label: 'Waiting', states: ['BLOCKED', 'SCHEDULED', 'QUEUED', 'RETRYING', 'STOPPED']},
    running: {label: 'Running', states: ['RUNNING']},
    completed: {label: 'Completed', states: ['COMPLETED']},
    failed: {label: 'Failed', states: ['FAILED']},
    cancelled: {label: 'Cancelled', states: ['CANCELLED', 'EXPIRED']},
};

/** Of attempts and of JSR-352's steps. */
const OUTCOMES = {
    STARTING: {icon: 'hourglass-split', tone: 'waiting', label: 'Starting'},
    STARTED: {icon: 'play-fill', tone: 'running', label: 'Running'},
    STOPPING: {icon: 'pause-fill', tone: 'warning', label: 'Stopping'},
    ABANDONED: {icon: 'slash-circle', tone: 'neutral', label: 'Abandoned'},
    TIMED_OUT: {icon: 'stopwatch', tone: 'bad', label: 'Timed out'},
    LOST: {icon: 'plug', tone: 'bad', label: 'Node lost'},
    RELEASED: {icon: 'box-arrow-left', tone: 'neutral', label: 'Released'},
    CANCELLING: {icon: 'slash-circle', tone: 'warning', label: 'Cancelling'},
};

export function look(state) {
    return STATES[state] ?? OUTCOMES[state] ?? {icon: 'question-lg', tone: 'neutral', label: state};
}

export function isOver(job) {
    return job.finished_at !== null;
}

/** The state to show: a job that was asked to stop still runs, and says so. */
export function shown(job) {
    return job.control === 'CANCEL' && !isOver(job) ? 'CANCELLING' : job.state;
}
