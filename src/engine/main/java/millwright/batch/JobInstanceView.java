package millwright.batch;

import jakarta.batch.runtime.JobInstance;

/** A JobInstance as it was read. */
record JobInstanceView(long id, String name) implements JobInstance {

    @Override
    public long getInstanceId() {
        return id;
    }

    @Override
    public String getJobName() {
        return name;
    }
}
