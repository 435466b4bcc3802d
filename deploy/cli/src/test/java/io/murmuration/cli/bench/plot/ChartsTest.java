package io.murmuration.cli.bench.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartsTest {
  @Test
  void coversTheValuesWithRoundTicksFromZeroOn() {
    Scale scale = Scale.covering(new double[] {37, 912, Double.NaN}, 100);

    assertThat(scale.ticks()).containsExactly(0, 200, 400, 600, 800, 1000);
    assertThat(scale.at(0)).isZero();
    assertThat(scale.at(500)).isEqualTo(50);
  }

  @Test
  void coversWhatLiesBelowZeroAndWhatIsNothingAtAll() {
    assertThat(Scale.covering(new double[] {-3, 4}, 10).low()).isLessThanOrEqualTo(-3);
    assertThat(Scale.covering(new double[] {-3, 4}, 10).high()).isGreaterThanOrEqualTo(4);
    assertThat(Scale.covering(new double[] {}, 10).at(0)).isZero();
  }

  @Test
  void drawsBarsAsLongAsTheirFigures() throws Exception {
    BarChart chart =
        new BarChart(
            "speed",
            "posts/s",
            List.of(
                new BarChart.Bar("ours & <theirs>", 800, 700, 900),
                new BarChart.Bar("half", 400, 400, 400)));

    Document svg = parsed(chart.svg());

    NodeList rectangles = svg.getElementsByTagName("rect");
    double first = width(rectangles.item(1));
    assertThat(width(rectangles.item(2))).isEqualTo(first / 2);
    assertThat(svg.getDocumentElement().getTextContent()).contains("ours & <theirs>", "800");
  }

  private static double width(org.w3c.dom.Node rectangle) {
    return Double.parseDouble(((Element) rectangle).getAttribute("width"));
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}
