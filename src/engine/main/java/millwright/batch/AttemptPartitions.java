package millwright.batch;

import java.io.Serializable;
import java.util.concurrent.BlockingQueue;
import org.jberet.runtime.AbstractStepExecution;
import org.jberet.runtime.PartitionExecutionImpl;
import org.jberet.runtime.context.StepContextImpl;
import org.jberet.runtime.runner.BatchletRunner;
import org.jberet.runtime.runner.ChunkRunner;
import org.jberet.runtime.runner.StepExecutionRunner;
import org.jberet.runtime.runner.ThreadPartitionHandler;
import org.jberet.spi.JobTask;
import org.jberet.spi.PartitionHandler;
import org.jberet.spi.PartitionHandlerFactory;
import org.jberet.spi.PartitionWorker;

/**
 * The partitions of one step of an attempt: the place where it is decided who runs a partition. All of them run on this
 * node, on threads of their own where some are free.
 */
final class AttemptPartitions implements PartitionHandler {

    private final AttemptSteps steps;
    private final AttemptTasks tasks;
    private BlockingQueue<Boolean> completedThreads;
    private BlockingQueue<Serializable> collected;

    AttemptPartitions(AttemptSteps steps, AttemptTasks tasks) {
        this.steps = steps;
        this.tasks = tasks;
    }

    /** Found by JBeret in META-INF/services; it asks in whichever application it runs. */
    public static final class Factory implements PartitionHandlerFactory {

        @Override
        public PartitionHandler createPartitionHandler(StepContextImpl context, StepExecutionRunner runner) {
            return context.getJobContext().getBatchEnvironment() instanceof AttemptEnvironment environment
                    ? environment.partitions()
                    : new ThreadPartitionHandler(runner);
        }
    }

    @Override
    public void setResourceTracker(BlockingQueue<Boolean> completedPartitionThreads) {
        completedThreads = completedPartitionThreads;
    }

    @Override
    public void setCollectorDataQueue(BlockingQueue<Serializable> collectorDataQueue) {
        collected = collectorDataQueue;
    }

    @Override
    public void submitPartitionTask(StepContextImpl partition, int index, int toRun) {
        StepRun run = steps.begin((PartitionExecutionImpl) partition.getStepExecution(), index, toRun);
        JobTask runner = runner(partition);
        tasks.run(() -> steps.during(run, runner));
    }

    private JobTask runner(StepContextImpl partition) {
        PartitionWorker worker = new Worker();
        return partition.getStep().getChunk() == null
                ? new BatchletRunner(partition, null, partition.getStep().getBatchlet(), worker)
                : new ChunkRunner(partition, null, partition.getStep().getChunk(), null, worker);
    }

    /** On the partition's thread: what it collects goes to the step's thread, and its end is kept before that is told. */
    private final class Worker implements PartitionWorker {

        @Override
        public void reportData(Serializable data, AbstractStepExecution partition) throws InterruptedException {
            collected.put(data);
        }

        @Override
        public void partitionDone(AbstractStepExecution partition) throws InterruptedException {
            try {
                steps.end((PartitionExecutionImpl) partition);
            } finally {
                if (completedThreads != null) {
                    completedThreads.add(Boolean.TRUE);
                }
                // the queue has no bound: this does not wait, and an interrupted thread must tell its end too
                collected.add(partition);
            }
        }
    }
}
