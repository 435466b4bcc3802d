package io.murmuration.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldDifferencesTest {
  @Test
  void namesFieldsByPathAndLeavesOutRoundingAndWhoMadeThem() throws Exception {
    Set<String> changed =
        changed(
            "{'a':{'b':[1,2.0000001]},'c':'x','provenance':{'seed':1},'embedding':{'model':'m'}}",
            "{'a':{'b':[1.5,2]},'d':'x','provenance':{'seed':2},'embedding':{'model':'n'}}");

    assertThat(changed).containsExactly("a.b[]", "c", "d");
  }

  @Test
  void takesAListOfAnotherLengthForAChange() throws Exception {
    assertThat(changed("{'a':[1]}", "{'a':[1,2]}")).containsExactly("a");
  }

  private static Set<String> changed(String a, String b) throws Exception {
    return FieldDifferences.of(json(a), json(b), 1e-5).changed();
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }
}
