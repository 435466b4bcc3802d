package io.murmuration.cli.bench.plot;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A drawing in SVG 1.1; lengths in pixels, the origin at the top left. */
final class SvgPage {
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  private static final String FONT = "sans-serif";
  private static final String INK = "#333333";

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  SvgPage(int width, int height) {
    try {
      xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartElement("svg");
      xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
      attributes("width", width, "height", height, "viewBox", "0 0 " + width + " " + height);
      attributes("font-family", FONT, "font-size", 12);
      rectangle(0, 0, width, height, "#ffffff");
    } catch (XMLStreamException e) {
      throw new IllegalStateException("the drawing can't be begun", e);
    }
  }

  void rectangle(double x, double y, double width, double height, String fill) {
    empty("rect", "x", x, "y", y, "width", width, "height", height, "fill", fill);
  }

  void line(double x1, double y1, double x2, double y2, String stroke) {
    empty("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "stroke", stroke);
  }

  void circle(double x, double y, double radius, String fill) {
    empty("circle", "cx", x, "cy", y, "r", radius, "fill", fill);
  }

  void text(double x, double y, Anchor anchor, String what) {
    try {
      xml.writeStartElement("text");
      attributes("x", x, "y", y, "fill", INK);
      attributes("text-anchor", anchor.name().toLowerCase(Locale.ROOT));
      xml.writeCharacters(what);
      xml.writeEndElement();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("the drawing can't be written", e);
    }
  }

  /** The whole drawing; nothing can be added afterwards. */
  String finish() {
    try {
      xml.writeEndElement();
      xml.close();
      return text + "\n";
    } catch (XMLStreamException e) {
      throw new IllegalStateException("the drawing can't be ended", e);
    }
  }

  private void empty(String element, Object... namesAndValues) {
    try {
      xml.writeEmptyElement(element);
      attributes(namesAndValues);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("the drawing can't be written", e);
    }
  }

  private void attributes(Object... namesAndValues) throws XMLStreamException {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      xml.writeAttribute(
          namesAndValues[i].toString(),
          value instanceof Double number
              ? String.format(Locale.ROOT, "%.2f", number)
              : value.toString());
    }
  }
}
