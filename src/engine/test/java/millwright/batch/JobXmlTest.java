package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jberet.job.model.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** B10: job XML is checked before it runs, each problem with its line and its reason. */
class JobXmlTest {

    private final ClassLoader loader = BatchBench.loader();
    private final JobXml jobXml = new JobXml(loader, new ArtifactNames(BatchBench.beans(), loader));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xmlns='https://jakarta.ee/xml/ns/jakartaee' version='2.0'",
                "xmlns='http://xmlns.jcp.org/xml/ns/javaee' version='1.0'",
                "xmlns='http://xmlns.jcp.org/xml/ns/javaee'"
                        + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                        + " xsi:schemaLocation='http://xmlns.jcp.org/xml/ns/javaee http://localhost:1/none.xsd'"
                        + " version='1.0'",
                "version='1.0'",
                ""
            })
    void everyVersionOfTheNamespaceIsAccepted(String attributes) {
        JobXml.Sound read = jobXml.read("given", "<job id='j' " + attributes + ">" + step("a") + "</job>");
        assertEquals(1, JobXml.steps(read.model().getJobElements()).size());
    }

    @Test
    void aPrefixForTheNamespaceIsAccepted() {
        String document = "<b:job id='j' xmlns:b='http://xmlns.jcp.org/xml/ns/javaee' version='1.0'>"
                + "<b:step id='a'><b:batchlet ref='lastBatchlet'/></b:step></b:job>";
        assertEquals("j", jobXml.read("given", document).model().getId());
    }

    @Test
    void anotherNamespaceAndAnotherVersionAreRefused() {
        assertProblems("<job id='j' xmlns='urn:other'>" + step("a") + "</job>", "1:31: Cannot find the declaration");
        assertProblems("<job id='j' version='3.0'>" + step("a") + "</job>", "'3.0'", "'2.0'");
    }

    @Test
    void aDoctypeIsRefusedBeforeWhatItNamesIsRead() {
        assertProblems(
                "<?xml version='1.0'?>\n<!DOCTYPE job SYSTEM 'http://localhost:1/j.dtd'>\n<job id='j'/>",
                "given:2:",
                "DOCTYPE");
    }

    @Test
    void anEntityThatNobodyDeclaredIsRefused() {
        assertProblems("<job id='j'>\n<step id='&secret;'/></job>", "given:2:", "\"secret\"");
    }

    @Test
    void whatIsNotWellFormedIsRefusedAtItsLine() {
        assertProblems("<job id='j'>\n  <step id='a'>\n</job>", "given:3:", "\"step\"");
        assertProblems("", "given:1:1", "Premature end of file");
    }

    @Test
    void theSchemaIsCheckedAndSaysWhereAndWhatItExpected() {
        assertProblems(
                "<job id='j'>\n <stepp id='a'/>\n</job>",
                "given:2:17: Invalid content",
                "'stepp'",
                "listeners, decision");
        assertProblems("<job id='j'>" + step("a") + "\n" + step("a") + "</job>", "given:2:", "ID value 'a'");
        assertProblems(
                "<job id='j'>\n<step id='a' nxt='b'><batchlet ref='lastBatchlet'/></step></job>", "given:2:", "'nxt'");
        assertProblems("<job id='j'>\n<step><batchlet ref='lastBatchlet'/></step></job>", "given:2:", "'id'");
    }

    @Test
    void aChunkWithoutReaderOrWriterIsRefused() {
        assertProblems(
                "<job id='j'><step id='a'>\n<chunk><writer ref='numbersWriter'/></chunk>\n</step></job>",
                "given:2:",
                "'writer'",
                "'reader' is expected",
                "the chunk of step 'a' has no reader");
    }

    @Test
    void aStepDoesOneThing() {
        assertProblems("<job id='j'>\n<step id='a'/></job>", "given:2:15: step 'a' has neither a batchlet nor a chunk");
    }

    @Test
    void numbersAreWholeAndLargeEnough() {
        assertProblems(
                "<job id='j'><step id='a' start-limit='x'>\n" + chunk("item-count='0' skip-limit='-1'")
                        + "</step></job>",
                "given:1:42: start-limit is 'x', expected a whole number from 0",
                "given:2:39: item-count is '0', expected a whole number from 1",
                "given:2:39: skip-limit is '-1'");
        assertSound("<job id='j'><step id='a'>" + chunk("item-count=\"#{jobParameters['n']}?:10;\"") + "</step></job>");
    }

    @Test
    void aCustomPolicyNeedsItsAlgorithm() {
        assertProblems(
                "<job id='j'><step id='a'>" + chunk("checkpoint-policy='custom'") + "</step></job>",
                "checkpoint-algorithm");
        assertProblems("<job id='j'><step id='a'>" + chunk("checkpoint-policy='time'") + "</step></job>", "'time'");
    }

    @Test
    void aRefThatNobodyKnowsIsRefusedWithTheNearestName() {
        assertProblems(
                "<job id='j'>\n<step id='a'>\n<batchlet ref='lastBatchlt'/></step></job>",
                "given:3:30: batchlet: ref 'lastBatchlt'",
                "(nearest: 'lastBatchlet')");
        assertProblems(
                "<job id='j'><step id='a'>\n<listeners>\n<listener ref='numbersReader'/>\n<listener ref='org.example.None'/>"
                        + "</listeners><batchlet ref='lastBatchlet'/></step></job>",
                "given:4:35: listener: ref 'org.example.None'");
    }

    @Test
    void aRefToWhatIsSomethingElseIsRefused() {
        assertProblems(
                "<job id='j'><step id='a'><batchlet ref='numbersReader'/></step></job>",
                "millwright.batch.NumbersReader, which is not a jakarta.batch.api.Batchlet");
        assertProblems(
                "<job id='j'><step id='a'><batchlet ref='java.lang.String'/></step></job>",
                "java.lang.String, which is not");
    }

    @Test
    void aRefThatIsKnownOnlyWhenTheJobRunsIsLeftToTheRun() {
        assertSound("<job id='j'><step id='a'><batchlet ref=\"#{jobParameters['what']}\"/></step></job>");
    }

    @Test
    void anExceptionClassThatDoesNotExistIsRefused() {
        String filter = "<skippable-exception-classes>\n<include class='java.lang.Exception'/>\n"
                + "<include class='java.lang.Exeption'/>\n<exclude class='java.lang.String'/>"
                + "</skippable-exception-classes>";
        assertProblems(
                "<job id='j'><step id='a'><chunk><reader ref='numbersReader'/><writer ref='numbersWriter'/>" + filter
                        + "</chunk></step></job>",
                "given:3:",
                "'java.lang.Exeption' is not found",
                "given:4:",
                "'java.lang.String' is not an exception");
    }

    @Test
    void aTargetThatIsNotThereIsRefusedWithTheNearestName() {
        assertProblems(
                "<job id='j'>\n" + step("first", "next='secnd'") + "\n" + step("second") + "</job>",
                "given:2:",
                "step 'first' has next='secnd', which is no element beside it (nearest: 'second')");
        assertProblems(
                "<job id='j'><step id='a'><batchlet ref='lastBatchlet'/>\n<next on='X' to='b'/>\n"
                        + "<stop on='Y' restart='c'/></step></job>",
                "given:2:22: step 'a' goes on to 'b'",
                "given:3:",
                "restart='c'");
    }

    @Test
    void aFlowLeadsToNothingOutsideIt() {
        assertProblems(
                "<job id='j'><flow id='f'>\n" + step("inside", "next='outside'") + "</flow>" + step("outside")
                        + "</job>",
                "given:2:",
                "next='outside', which is no element beside it");
    }

    @Test
    void aDecisionIsNotTheFirstElement() {
        assertProblems(
                "<job id='j'>\n<decision id='d' ref='lastBatchlet'/>" + step("a") + "</job>",
                "given:2:",
                "decision 'd' comes first",
                "jakarta.batch.api.Decider");
    }

    @Test
    void aCircleWithoutAWayOutIsRefusedByItsElements() {
        assertProblems(
                "<job id='j'>" + step("a", "next='b'") + step("b", "next='c'") + "\n" + step("c", "next='b'")
                        + "</job>",
                "given:2:",
                "the job never ends: b -> c -> b");
        assertProblems("<job id='j'>" + step("a", "next='a'") + "</job>", "a -> a");
    }

    @Test
    void aCircleThatMayBeLeftIsAccepted() {
        assertSound("<job id='j'>" + step("a", "next='b'")
                + "<step id='b'><batchlet ref='lastBatchlet'/><next on='AGAIN' to='a'/><end on='*'/></step></job>");
    }

    @Test
    void allProblemsAreSaidNotOnlyTheFirst() {
        JobXmlException refused = refused("<job id='j'>" + step("a", "next='x'") + "\n<step id='b'/>\n<step id='c'>"
                + "<batchlet ref='unknown'/></step></job>");
        assertEquals(3, refused.problems().size());
        assertEquals(
                List.of(1, 2, 3),
                refused.problems().stream().map(JobXmlProblem::line).toList());
        assertEquals(1, refused.getMessage().lines().count());
    }

    @Test
    void aStepInheritsWhatItLacks() {
        JobXml.Sound read = jobXml.read(
                "given",
                "<job id='j'><step id='base' abstract='true'><chunk item-count='7'><reader ref='numbersReader'/></chunk>"
                        + "</step><step id='own' parent='base'><chunk><writer ref='numbersWriter'/></chunk></step></job>");
        Step step = JobXml.steps(read.model().getJobElements()).get(0);
        assertEquals("numbersReader", step.getChunk().getReader().getRef());
        assertEquals("7", step.getChunk().getItemCount());
    }

    @Test
    void aStepThatLacksSomethingWithWhatItInheritsIsRefused() {
        assertProblems(
                "<job id='j'><step id='base' abstract='true'><chunk><reader ref='numbersReader'/></chunk></step>\n"
                        + "<step id='own' parent='base'/></job>",
                "given:2:",
                "the chunk of step 'own' has no writer");
    }

    @Test
    void aParentThatIsNotThereIsRefused() {
        assertProblems(
                "<job id='j'><step id='bas' abstract='true'/>\n<step id='own' parent='base'/></job>",
                "given:2:",
                "'own' inherits from 'base', which is not in this document (nearest: 'bas')");
        assertProblems(
                "<job id='j'>\n<step id='own' parent='base' jsl-name='none'/></job>", "given:2:", "job XML 'none'");
    }

    @Test
    void anAbstractJobDoesNotRun() {
        assertProblems("<job id='j' abstract='true'>" + step("a") + "</job>", "abstract");
    }

    @Test
    void theDeclaredEncodingOfATextIsNotTaken() {
        String document = "<?xml version='1.0' encoding='UTF-16'?><job id='j'><properties>"
                + "<property name='n' value='\u00e4'/></properties>" + step("a") + "</job>";
        assertEquals(
                "\u00e4", jobXml.read("given", document).model().getProperties().get("n"));
    }

    private static String step(String id, String... attributes) {
        return "<step id='" + id + "' " + String.join(" ", attributes) + "><batchlet ref='lastBatchlet'/></step>";
    }

    private static String chunk(String attributes) {
        return "<chunk " + attributes + "><reader ref='numbersReader'/><writer ref='numbersWriter'/></chunk>";
    }

    private void assertSound(String document) {
        assertEquals("j", jobXml.read("given", document).model().getId());
    }

    private void assertProblems(String document, String... parts) {
        String said = refused(document).getMessage();
        for (String part : parts) {
            assertTrue(said.contains(part), () -> "'" + part + "' is not in: " + said);
        }
    }

    private JobXmlException refused(String document) {
        return assertThrows(JobXmlException.class, () -> jobXml.read("given", document));
    }
}
