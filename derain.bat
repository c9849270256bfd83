@echo off
rem Starts Derain. In a checkout it builds with Maven on first use and whenever its sources changed; otherwise, and in an
rem unpacked archive of "mvn -Pdist package", it goes straight to Java.
rem
rem   JAVA_HOME          the JDK to use; without it, the java on the PATH
rem   DERAIN_JAVA_OPTS   more options for Java, for instance -Xmx1g
rem   DERAIN_MAVEN_ARGS  more arguments for the build, for instance -Pgpu; used when it builds
setlocal EnableExtensions DisableDelayedExpansion
set "root=%~dp0"
set "root=%root:~0,-1%"

set "module=app"
set "main=org.derain.app.Main"
set "tuning=-Xmx512m -XX:TieredStopAtLevel=1"
set "parts=models\frames models\rain models\zoo pipeline pipeline\javacv app"
set "skip="
if "%~1"=="train" (
  set "module=models/training"
  set "main=org.derain.training.Main"
  set "tuning="
  set "parts=models\frames models\rain models\zoo models\network models\training"
  set "skip=1"
)
if "%~1"=="search" (
  set "module=models/training"
  set "main=org.derain.training.SearchMain"
  set "tuning="
  set "parts=models\frames models\rain models\zoo models\network models\training"
  set "skip=1"
)
if "%~1"=="bench" (
  set "module=perf"
  set "main=org.derain.perf.Main"
  set "tuning=-Xmx1g"
  set "parts=%parts% clips perf"
  set "skip=1"
)
set "folder=%root%\%module:/=\%"
set "argfile=%folder%\target\launcher.args"
set "work=%root%\target\launcher"
set "mirror=%folder%\target\launcher-sources"

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -version >nul 2>&1
if errorlevel 1 (
  echo derain: Java is missing: install a JDK, 17 or newer, and set JAVA_HOME or the PATH 1>&2
  exit /b 1
)

set "archive="
if not exist "%root%\pom.xml" if exist "%root%\lib" set "archive=1"
if defined archive if defined skip (
  echo derain: '%~1' is not in this archive: it runs in a checkout of Derain, with a JDK 17 and Maven 1>&2
  exit /b 1
)
if defined archive goto start
call :fresh
if not errorlevel 1 goto start

call mvn -v >nul 2>&1
if errorlevel 1 (
  echo derain: Maven is missing, and Derain has to be built once: see maven.apache.org 1>&2
  exit /b 1
)
if not exist "%work%" mkdir "%work%"
set "told="
:lock
mkdir "%work%\lock" 2>nul
if errorlevel 1 (
  if not defined told echo Waiting for another build of Derain ^(if there is none, remove "%work%\lock"^) ... 1>&2
  set "told=1"
  ping -n 2 127.0.0.1 >nul
  goto lock
)
call :fresh
if errorlevel 1 call :build
set "failed=%errorlevel%"
rmdir "%work%\lock"
if not "%failed%"=="0" exit /b 1

:start
rem ONNX Runtime must not report to its maker, and neither the AV1 encoder nor OpenCV talk between our lines.
set ORT_DISABLE_TELEMETRY=1
set SVT_LOG=1
set OPENCV_LOG_LEVEL=OFF
if not defined archive goto built
"%java%" %tuning% -XX:+UseSerialGC -Djava.awt.headless=true -Dfile.encoding=UTF-8 -Dorg.bytedeco.javacpp.nopointergc=true -Dorg.bytedeco.javacpp.maxbytes=0 -Dorg.bytedeco.javacpp.maxphysicalbytes=0 -Dorg.bytedeco.javacpp.platform.extension=-gpl --enable-native-access=ALL-UNNAMED %DERAIN_JAVA_OPTS% -cp "%root%\lib\*" %main% %*
exit /b %errorlevel%
:built
rem The arguments of Java stand in a file, since a class path is longer than Windows' command line may be.
if not defined skip goto all
set "rest="
:next
shift
if "%~1"=="" goto some
set rest=%rest% %1
goto next
:some
"%java%" %tuning% %DERAIN_JAVA_OPTS% "@%argfile%" %main% %rest%
exit /b %errorlevel%
:all
"%java%" %tuning% %DERAIN_JAVA_OPTS% "@%argfile%" %main% %*
exit /b %errorlevel%

rem Whether the last build still stands: robocopy compares the sources with those of the last build (0: no difference).
:fresh
if not exist "%argfile%" exit /b 1
fc /b "%root%\pom.xml" "%mirror%\pom.xml" >nul 2>&1 || exit /b 1
for %%p in (%parts%) do (
  fc /b "%root%\%%p\pom.xml" "%mirror%\%%p\pom.xml" >nul 2>&1 || exit /b 1
  robocopy "%root%\%%p\src\main" "%mirror%\%%p\src\main" /MIR /L /NJH /NJS /NFL /NDL /NS /NC /NP >nul
  if errorlevel 1 exit /b 1
)
exit /b 0

:build
"%java%" -XshowSettings:properties -version 2>&1 | findstr /r /c:"java.specification.version = 1[7-9]" /c:"java.specification.version = [2-9][0-9]" >nul
if errorlevel 1 (
  echo derain: this Java is too old: install a JDK, 17 or newer, and set JAVA_HOME or the PATH 1>&2
  exit /b 1
)
if exist "%argfile%" (echo Building Derain ^(its sources changed^) ... 1>&2) else echo Building Derain ^(first use^) ... 1>&2
pushd "%root%"
call mvn -B -ntp -q -Dstyle.color=never -Dmaven.test.skip=true -pl %module% -am %DERAIN_MAVEN_ARGS% compile dependency:build-classpath -Dmdep.outputFile=target/runtime.classpath -DincludeScope=runtime >"%work%\build.log" 2>&1
set "failed=%errorlevel%"
popd
if not "%failed%"=="0" (
  findstr /b /c:"[ERROR] " "%work%\build.log" 1>&2
  echo derain: the build failed; all of its output is in "%work%\build.log" 1>&2
  exit /b 1
)
for %%p in (%parts%) do (
  robocopy "%root%\%%p\src\main" "%mirror%\%%p\src\main" /MIR /R:1 /W:1 /NJH /NJS /NFL /NDL /NS /NC /NP >nul
  copy /y "%root%\%%p\pom.xml" "%mirror%\%%p\pom.xml" >nul
)
copy /y "%root%\pom.xml" "%mirror%\pom.xml" >nul
rem In a file of arguments a backslash escapes: forward slashes, which Java takes as well.
powershell -NoProfile -Command "$cp = ($env:folder + '\target\classes;' + (Get-Content -Raw ($env:folder + '\target\runtime.classpath')).Trim()).Replace('\', '/'); $options = '-XX:+UseSerialGC', '-Djava.awt.headless=true', '-Dfile.encoding=UTF-8', '-Dorg.bytedeco.javacpp.nopointergc=true', '-Dorg.bytedeco.javacpp.maxbytes=0', '-Dorg.bytedeco.javacpp.maxphysicalbytes=0', '-Dorg.bytedeco.javacpp.platform.extension=-gpl', '--enable-native-access=ALL-UNNAMED'; Set-Content -Encoding Default -Path $env:argfile -Value ($options + '-cp' + ('{0}{1}{0}' -f [char]34, $cp))"
if errorlevel 1 exit /b 1
exit /b 0
