@echo off
rem Starts PixelWhy from an archive that scripts/release.sh made: with the Java beside it where there is
rem one, else with Java 17 or newer of this machine.
setlocal
set ORT_DISABLE_TELEMETRY=1
set "home=%~dp0"
set "java=%home%runtime\bin\java.exe"
if exist "%java%" goto run
set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -version >nul 2>nul
if errorlevel 1 (
  echo pixelwhy: needs Java 17 or newer: install one, or let JAVA_HOME name it 1>&2
  exit /b 2
)
:run
"%java%" -Djava.awt.headless=true -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xms48m -XX:MaxRAMPercentage=50 "-Donnxruntime.native.path=%home%native" -cp "%home%lib\*" org.pixelwhy.app.cli.Main %*
exit /b %errorlevel%
