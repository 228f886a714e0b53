package millwright.system;

import jakarta.json.Json;

/** A job XML of one step that the packaged server's samples can run, and the request that brings it. */
final class InlineJob {

    static final String XML =
            """
            <job id="once" xmlns="https://jakarta.ee/xml/ns/jakartaee" version="2.0">
              <step id="capital">
                <batchlet ref="capitalBatchlet">
                  <properties>
                    <property name="business_indicator" value="1000000000"/>
                    <property name="year" value="#{jobParameters['year']}"/>
                    <property name="loss_threshold" value="20000"/>
                    <property name="use_losses_in_bucket_1" value="false"/>
                  </properties>
                </batchlet>
              </step>
            </job>
            """;

    private InlineJob() {}

    static String request(String xml, String more) {
        return "{\"job_xml\":" + Json.createValue(xml) + ",\"parameters\":{\"year\":2001}" + more + "}";
    }
}
