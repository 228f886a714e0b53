package millwright.system;

/** The artifacts of {@link TutorialJobs}, each class file with those of one job. */
final class TutorialSources {

    static final String WEB_SERVER_LOG =
            """
            package tutorial;

            import jakarta.batch.api.Batchlet;
            import jakarta.batch.api.chunk.*;
            import jakarta.batch.api.chunk.listener.ItemProcessListener;
            import jakarta.batch.api.listener.JobListener;
            import jakarta.batch.runtime.context.JobContext;
            import jakarta.enterprise.context.Dependent;
            import jakarta.inject.*;
            import java.io.*;
            import java.nio.file.*;
            import java.util.*;
            import java.util.logging.Logger;

            public class WebServerLog {

                static final Logger LOG = Logger.getLogger("tutorial.WebServerLog");

                public static class Place implements Serializable {
                    long line;
                }

                @Dependent @Named("InfoJobListener")
                public static class InfoJobListener implements JobListener {
                    @Inject JobContext job;
                    public void beforeJob() { LOG.info("The job " + job.getJobName() + " is starting"); }
                    public void afterJob() { LOG.info("The job has finished: " + job.getExitStatus()); }
                }

                @Dependent @Named("InfoItemProcessListener")
                public static class InfoItemProcessListener implements ItemProcessListener {
                    static int processed;
                    public void beforeProcess(Object line) { processed++; }
                    public void afterProcess(Object line, Object kept) {
                        if (processed % 100 == 0) {
                            LOG.info("Processed " + processed);
                        }
                    }
                    public void onProcessError(Object line, Exception e) { LOG.severe("No line: " + line); }
                }

                @Dependent @Named("LogLineReader")
                public static class LogLineReader implements ItemReader {
                    @Inject JobContext job;
                    private final Place place = new Place();
                    private BufferedReader lines;

                    public void open(Serializable checkpoint) throws Exception {
                        String name = job.getProperties().getProperty("log_file_name");
                        ClassLoader loader = Thread.currentThread().getContextClassLoader();
                        lines = new BufferedReader(new InputStreamReader(loader.getResourceAsStream(name)));
                        for (long i = checkpoint == null ? 0 : ((Place) checkpoint).line; i > 0; i--) {
                            lines.readLine();
                            place.line++;
                        }
                    }

                    public Object readItem() throws Exception {
                        String line = lines.readLine();
                        place.line++;
                        return line;
                    }

                    public Serializable checkpointInfo() { return place; }
                    public void close() throws Exception { lines.close(); }
                }

                @Dependent @Named("LogLineProcessor")
                public static class LogLineProcessor implements ItemProcessor {
                    @Inject JobContext job;
                    private final List<String> browsers = new ArrayList<>();

                    public Object processItem(Object item) {
                        if (browsers.isEmpty()) {
                            Properties properties = job.getProperties();
                            for (int i = 1; i <= Integer.parseInt(properties.getProperty("num_browsers")); i++) {
                                browsers.add(properties.getProperty("browser_" + i));
                            }
                        }
                        String[] fields = ((String) item).split("; ");
                        return browsers.contains(fields[3]) ? fields[3] + "; " + fields[2] : null;
                    }
                }

                @Dependent @Named("LogFilteredLineWriter")
                public static class LogFilteredLineWriter implements ItemWriter {
                    @Inject JobContext job;
                    private BufferedWriter file;

                    public void open(Serializable checkpoint) throws Exception {
                        Path path = Path.of(job.getProperties().getProperty("filtered_file_name"));
                        file = checkpoint == null
                                ? Files.newBufferedWriter(path)
                                : Files.newBufferedWriter(path, StandardOpenOption.APPEND);
                    }

                    public void writeItems(List<Object> lines) throws Exception {
                        for (Object line : lines) {
                            file.write(line + "\\n");
                        }
                        file.flush();
                    }

                    public Serializable checkpointInfo() { return new Place(); }
                    public void close() throws Exception { file.close(); }
                }

                @Dependent @Named("MobileBatchlet")
                public static class MobileBatchlet implements Batchlet {
                    @Inject JobContext job;

                    public String process() throws Exception {
                        Properties properties = job.getProperties();
                        List<String> lines = Files.readAllLines(Path.of(properties.getProperty("filtered_file_name")));
                        long bought = lines.stream()
                                .filter(line -> line.endsWith(properties.getProperty("buy_page")))
                                .count();
                        Files.writeString(
                                Path.of(properties.getProperty("out_file_name")), bought + " of " + lines.size());
                        return "COMPLETED";
                    }

                    public void stop() {}
                }
            }
            """;

    static final String PHONE_BILLING =
            """
            package tutorial;

            import jakarta.batch.api.BatchProperty;
            import jakarta.batch.api.chunk.*;
            import jakarta.batch.api.partition.*;
            import jakarta.batch.runtime.context.JobContext;
            import jakarta.enterprise.context.Dependent;
            import jakarta.inject.*;
            import jakarta.persistence.*;
            import java.io.*;
            import java.math.BigDecimal;
            import java.nio.file.*;
            import java.util.*;

            public class PhoneBilling {

                @Entity(name = "PhoneBill")
                public static class PhoneBill implements Serializable {
                    @Id String phoneNumber;
                    @OneToMany(cascade = CascadeType.PERSIST) @OrderBy("seconds")
                    List<CallRecord> calls = new ArrayList<>();
                    @Column(precision = 9, scale = 2) private BigDecimal amount = BigDecimal.ZERO;
                    BigDecimal amount() { return amount; }
                    void amount(BigDecimal amount) { this.amount = amount; }
                }

                @Entity(name = "CallRecord")
                public static class CallRecord implements Serializable {
                    @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id;
                    String fromNumber;
                    int seconds;
                }

                @Dependent @Named("CallRecordReader")
                public static class CallRecordReader extends AbstractItemReader {
                    @Inject JobContext job;
                    private BufferedReader lines;
                    private int read;

                    public void open(Serializable checkpoint) throws Exception {
                        String name = job.getProperties().getProperty("calls_file");
                        ClassLoader loader = Thread.currentThread().getContextClassLoader();
                        lines = new BufferedReader(new InputStreamReader(loader.getResourceAsStream(name)));
                        for (int before = checkpoint == null ? 0 : (Integer) checkpoint; read < before; read++) {
                            lines.readLine();
                        }
                    }

                    public Object readItem() throws Exception {
                        String line = lines.readLine();
                        if (line == null) {
                            return null;
                        }
                        read++;
                        CallRecord call = new CallRecord();
                        call.fromNumber = line.split(",")[0];
                        call.seconds = Integer.parseInt(line.split(",")[1]);
                        return call;
                    }

                    public Serializable checkpointInfo() { return read; }
                }

                @Dependent @Named("CallRecordWriter")
                public static class CallRecordWriter extends AbstractItemWriter {
                    @PersistenceContext(unitName = "phone") EntityManager em;

                    public void writeItems(List<Object> calls) {
                        for (Object each : calls) {
                            CallRecord call = (CallRecord) each;
                            PhoneBill bill = em.find(PhoneBill.class, call.fromNumber);
                            if (bill == null) {
                                bill = new PhoneBill();
                                bill.phoneNumber = call.fromNumber;
                                em.persist(bill);
                            }
                            bill.calls.add(call);
                        }
                    }
                }

                @Dependent @Named("BillPartitionMapper")
                public static class BillPartitionMapper implements PartitionMapper {
                    @PersistenceContext(unitName = "phone") EntityManager em;

                    public PartitionPlan mapPartitions() {
                        long bills = em.createQuery("SELECT COUNT(b) FROM PhoneBill b", Long.class).getSingleResult();
                        return new PartitionPlanImpl() {
                            @Override public int getPartitions() { return 2; }
                            @Override public int getThreads() { return 2; }
                            @Override public Properties[] getPartitionProperties() {
                                long first = bills / 2;
                                return new Properties[] {range(0, first), range(first, bills - first)};
                            }
                        };
                    }

                    private static Properties range(long first, long number) {
                        Properties range = new Properties();
                        range.setProperty("firstItem", Long.toString(first));
                        range.setProperty("numItems", Long.toString(number));
                        return range;
                    }
                }

                @Dependent @Named("BillReader")
                public static class BillReader extends AbstractItemReader {
                    @Inject @BatchProperty(name = "firstItem") String firstItem;
                    @Inject @BatchProperty(name = "numItems") String numItems;
                    @PersistenceContext(unitName = "phone") EntityManager em;
                    private Iterator<PhoneBill> bills;
                    private int read;

                    public void open(Serializable checkpoint) {
                        read = checkpoint == null ? 0 : (Integer) checkpoint;
                        bills = em.createQuery("SELECT b FROM PhoneBill b ORDER BY b.phoneNumber", PhoneBill.class)
                                .setFirstResult(Integer.parseInt(firstItem) + read)
                                .setMaxResults(Integer.parseInt(numItems) - read)
                                .getResultList()
                                .iterator();
                    }

                    public Object readItem() {
                        if (!bills.hasNext()) {
                            return null;
                        }
                        read++;
                        return bills.next();
                    }

                    public Serializable checkpointInfo() { return read; }
                }

                @Dependent @Named("BillProcessor")
                public static class BillProcessor implements ItemProcessor {
                    @Inject JobContext job;
                    @PersistenceContext(unitName = "phone") EntityManager em;

                    public Object processItem(Object item) {
                        PhoneBill bill = em.merge((PhoneBill) item);
                        long seconds = bill.calls.stream().mapToLong(call -> call.seconds).sum();
                        BigDecimal price = new BigDecimal(job.getProperties().getProperty("airtime_price"));
                        BigDecimal tax = new BigDecimal(job.getProperties().getProperty("tax_rate"));
                        BigDecimal net = price.multiply(BigDecimal.valueOf(seconds / 60));
                        bill.amount(net.multiply(tax.add(BigDecimal.ONE)));
                        return bill;
                    }
                }

                @Dependent @Named("BillWriter")
                public static class BillWriter extends AbstractItemWriter {
                    @Inject @BatchProperty String folder;

                    public void writeItems(List<Object> bills) throws Exception {
                        for (Object each : bills) {
                            PhoneBill bill = (PhoneBill) each;
                            String text = bill.calls.size() + " calls, " + bill.amount().setScale(2) + "\\n";
                            Files.writeString(Path.of(folder, bill.phoneNumber + ".txt"), text);
                        }
                    }
                }
            }
            """;

    private TutorialSources() {}
}
